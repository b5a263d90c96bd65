package io.orka.registry;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON-like data as bytes and back, for what programs say to each other: quick, and without the places in the text that
 * people need. Numbers keep every digit.
 */
public final class JsonBytes {

    private static final int LONGEST_TEXT = 64 << 20;

    /** Shared symbol tables are no place for names from outside. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .maxNestingDepth(JsonText.DEEPEST)
                    .build())
            .build();

    private JsonBytes() {}

    /**
     * Appends data as JSON in UTF-8.
     *
     * @param data JSON-like data
     * @param out where it goes
     * @throws RegistryFailure for anything that is not JSON-like, with the path to it; for NaN and infinity too
     */
    public static void write(@Nullable Object data, ByteArrayOutputStream out) {
        try (JsonGenerator generator = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            new JsonWriter(generator).write(data, "data", 0);
        } catch (JsonProcessingException e) {
            throw new RegistryFailure(
                    "ORKA-JSON-02",
                    "a text holds half of a surrogate pair",
                    "Use whole characters only, and byte[] for what is no text",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be written", e);
        }
    }

    /**
     * Reads data. Whole numbers become Long, or BigInteger beyond 64 bits; others Double, or BigDecimal where a Double would
     * lose digits. Of duplicate keys the last one counts.
     *
     * @param bytes one JSON value in UTF-8
     * @return the data, in lists and maps of its own; maps keep the text's order
     * @throws RegistryFailure when it is not JSON, is nested deeper than 128 levels, or holds a text of more than 64 million
     *     characters
     */
    public static @Nullable Object read(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw notJson("it is empty", null);
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw notJson("something follows the end of the value", null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw notJson(Shown.printable(e.getOriginalMessage()), e);
        } catch (NumberFormatException e) {
            throw notJson("a number has an exponent beyond all measure", e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberValue() instanceof Integer small ? (Long) small.longValue() : parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> new Json.Num(Place.at(1, 1), parser.getText()).data();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static RegistryFailure notJson(String what, @Nullable Exception cause) {
        return new RegistryFailure(
                "ORKA-JSON-01",
                "this is not JSON: " + what,
                "Write one JSON value, such as {\"name\": \"Ada\"}",
                cause);
    }
}
