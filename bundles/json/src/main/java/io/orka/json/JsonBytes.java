package io.orka.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Converts JSON-like data to bytes and back, for messages between programs: fast, without the locations that error
 * messages for users need. Numbers keep every digit.
 */
public final class JsonBytes {

    private static final int LONGEST_TEXT = 64 << 20;

    /** The deepest nesting of lists and maps in the data of a call, below the two levels that contain the data. */
    static final int DEEPEST_DATA = 64;

    private static final int CARRIERS = 2;

    /** The maximum size of read data; most of the heap stays free, since checks may copy the data. */
    private static final long ROOM = Runtime.getRuntime().maxMemory() / 4;

    /** Names from outside must not fill shared symbol tables. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_TEXT) // JsonValues has its own limit, as for the depth
                    .build())
            .build();

    private JsonBytes() {}

    /**
     * Appends data as JSON in UTF-8.
     *
     * @param data JSON-like data
     * @param out the target; this method closes it
     * @throws JsonFailure for NaN, infinity and data that is not JSON-like; the message contains the path to the value
     * @throws IOException when the target cannot be written
     */
    public static void write(@Nullable Object data, OutputStream out) throws IOException {
        try (JsonGenerator generator = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            new JsonWriter(generator).write(data, "data", 0);
        } catch (JsonProcessingException e) {
            throw new JsonFailure(
                    "ORKA-JSON-02",
                    "a string contains an unpaired surrogate",
                    "Use complete Unicode characters, and byte[] for binary data.",
                    e);
        }
    }

    /**
     * Reads data. Whole numbers become Long, or BigInteger beyond 64 bits; other numbers become Double, or BigDecimal
     * where a Double would lose digits. Of duplicate keys, the last one is used.
     *
     * @param bytes one JSON value in UTF-8
     * @return the data, in new lists and maps; maps keep the source order
     * @throws JsonFailure when the input is not JSON, is nested deeper than 64 levels below an object's members'
     *     members, contains a string of more than 64 million characters or a number of more than 10,000 digits, or
     *     would take more than about a quarter of the heap
     */
    public static @Nullable Object read(byte[] bytes) {
        return read(bytes, ROOM);
    }

    static @Nullable Object read(byte[] bytes, long room) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw notJson("the input is empty", null);
            }
            Object value = new JsonValues(parser, room).next(DEEPEST_DATA + CARRIERS);
            if (parser.nextToken() != null) {
                throw notJson("unexpected content after the JSON value", null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw notJson(JsonMistake.words(e), e);
        } catch (NumberFormatException e) {
            throw notJson("a number has an exponent that is too large", e);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read from memory", e);
        }
    }

    private static JsonFailure notJson(String what, @Nullable Exception cause) {
        return new JsonFailure(
                "ORKA-JSON-01", "invalid JSON: " + what, "Use one JSON value, such as {\"name\": \"Ada\"}.", cause);
    }
}
