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
 * JSON-like data as bytes and back, for what programs say to each other: quick, and without the places in the text that
 * people need. Numbers keep every digit.
 */
public final class JsonBytes {

    private static final int LONGEST_TEXT = 64 << 20;

    /** How many lists and maps may be inside each other in what a call carries, below the two that carry it. */
    static final int DEEPEST_DATA = 64;

    private static final int CARRIERS = 2;

    /** Most of a heap is left to others: what checks the data may copy it. */
    private static final long ROOM = Runtime.getRuntime().maxMemory() / 4;

    /** Shared symbol tables are no place for names from outside. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_TEXT) // JsonValues knows a limit of its own, as for the depth
                    .build())
            .build();

    private JsonBytes() {}

    /**
     * Appends data as JSON in UTF-8.
     *
     * @param data JSON-like data
     * @param out where it goes; it is closed
     * @throws JsonFailure for anything that is not JSON-like, with the path to it; for NaN and infinity too
     * @throws IOException as it comes from where it goes
     */
    public static void write(@Nullable Object data, OutputStream out) throws IOException {
        try (JsonGenerator generator = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            new JsonWriter(generator).write(data, "data", 0);
        } catch (JsonProcessingException e) {
            throw new JsonFailure(
                    "ORKA-JSON-02",
                    "a text holds half of a surrogate pair",
                    "Use whole characters only, and byte[] for what is no text",
                    e);
        }
    }

    /**
     * Reads data. Whole numbers become Long, or BigInteger beyond 64 bits; others Double, or BigDecimal where a Double would
     * lose digits. Of duplicate keys the last one counts.
     *
     * @param bytes one JSON value in UTF-8
     * @return the data, in lists and maps of its own; maps keep the text's order
     * @throws JsonFailure when it is not JSON, is nested deeper than 64 levels below an object's members' members,
     *     holds a text of more than 64 million characters or a number of more than 10,000 digits, or would take more than
     *     about a quarter of the heap
     */
    public static @Nullable Object read(byte[] bytes) {
        return read(bytes, ROOM);
    }

    static @Nullable Object read(byte[] bytes, long room) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw notJson("it is empty", null);
            }
            Object value = new JsonValues(parser, room).next(DEEPEST_DATA + CARRIERS);
            if (parser.nextToken() != null) {
                throw notJson("something follows the end of the value", null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw notJson(JsonMistake.words(e), e);
        } catch (NumberFormatException e) {
            throw notJson("a number has an exponent beyond all measure", e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
    }

    private static JsonFailure notJson(String what, @Nullable Exception cause) {
        return new JsonFailure(
                "ORKA-JSON-01",
                "this is not JSON: " + what,
                "Write one JSON value, such as {\"name\": \"Ada\"}",
                cause);
    }
}
