package io.orka.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.orka.identity.SafeText;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON-like data, and reports where data is not JSON-like. */
final class JsonWriter {

    private static final int LONGEST_PATH = 200;

    private final JsonGenerator generator;

    JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    void write(@Nullable Object data, String path, int depth) throws IOException {
        if (depth > JsonText.DEEPEST) {
            throw refused(path, "is nested deeper than " + JsonText.DEEPEST + " levels");
        }
        if (data == null) {
            generator.writeNull();
        } else if (data instanceof String text) {
            generator.writeString(text);
        } else if (data instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else if (data instanceof Number number) {
            writeNumber(number, path);
        } else if (data instanceof byte[] bytes) {
            generator.writeBinary(bytes);
        } else if (data instanceof List<?> list) {
            writeList(list, path, depth);
        } else if (data instanceof Map<?, ?> map) {
            writeMap(map, path, depth);
        } else {
            throw refused(path, "is a " + data.getClass().getName() + ", which is not JSON-like");
        }
    }

    private void writeList(List<?> list, String path, int depth) throws IOException {
        generator.writeStartArray();
        int index = 0;
        for (Object item : list) {
            write(item, path + "[" + index++ + "]", depth + 1);
        }
        generator.writeEndArray();
    }

    private void writeMap(Map<?, ?> map, String path, int depth) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                Object key = entry.getKey();
                throw refused(
                        path,
                        "has a key that is "
                                + (key == null ? "null" : "a " + key.getClass().getName()));
            }
            generator.writeFieldName(name);
            write(entry.getValue(), path + "." + name, depth + 1);
        }
        generator.writeEndObject();
    }

    private void writeNumber(Number number, String path) throws IOException {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            generator.writeNumber(number.longValue());
        } else if (number instanceof BigInteger integer) {
            generator.writeNumber(integer);
        } else if (number instanceof BigDecimal decimal) {
            generator.writeNumber(decimal);
        } else if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw refused(path, "is " + number + ", which JSON does not support");
            }
            // Converted through a string, so that 0.1f becomes 0.1.
            generator.writeNumber(number.toString());
        } else {
            generator.writeNumber(decimal(number, path));
        }
    }

    private static BigDecimal decimal(Number number, String path) {
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException e) {
            throw refused(path, "is a " + number.getClass().getName() + ", which is not a supported number type");
        }
    }

    private static JsonFailure refused(String path, String what) {
        String shown = path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "...";
        return new JsonFailure(
                "ORKA-JSON-02",
                SafeText.printable(shown) + " " + what,
                "Use null, Boolean, Number, String, List, Map with String keys, or byte[].");
    }
}
