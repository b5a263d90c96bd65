package io.orka.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Converts JSON-like data to text and back: null, Boolean, Number, String, List, Map with String keys, and byte[]
 * (base64 in JSON). Numbers keep every digit.
 */
public final class JsonText {

    /** The deepest nesting of lists and maps, which also stops at data that contains itself. */
    static final int DEEPEST = 128;

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /**
     * Writes data in one line.
     *
     * @param data JSON-like data
     * @return JSON
     * @throws JsonFailure for NaN, infinity and data that is not JSON-like; the message contains the path to the value
     */
    public static String write(@Nullable Object data) {
        return write(data, generator -> {});
    }

    /**
     * Formats data for reading: two spaces of indentation, one member or item per line, no newline at the end.
     *
     * @param data JSON-like data
     * @return JSON
     * @throws JsonFailure as {@link #write(Object)} does
     */
    public static String writePretty(@Nullable Object data) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        return write(data, generator -> generator.setPrettyPrinter(printer));
    }

    /**
     * Reads data. Whole numbers become Long, or BigInteger beyond 64 bits; other numbers become Double, or BigDecimal
     * where a Double would lose digits. Duplicate keys are rejected.
     *
     * @param text one JSON value
     * @return the data; lists and maps are unmodifiable, maps keep the source order
     * @throws JsonFailure when the text is not strict JSON, with line and column
     */
    public static @Nullable Object read(String text) {
        Problems problems = new Problems();
        Json json = JsonReader.read(text, DEEPEST, problems);
        if (json == null || !problems.isEmpty()) {
            throw new JsonFailure(
                    "ORKA-JSON-01", problems.line("the JSON has"), "Use one JSON value, such as {\"name\": \"Ada\"}.");
        }
        return json.data();
    }

    private static String write(@Nullable Object data, Consumer<JsonGenerator> style) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            style.accept(generator);
            new JsonWriter(generator).write(data, "data", 0);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write to memory", e);
        }
        return text.toString();
    }
}
