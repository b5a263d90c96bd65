package io.orka.shell;

import io.orka.identity.Listed;
import io.orka.identity.OrkaFailure;
import io.orka.json.JsonText;
import io.orka.registry.PluginConfig.Field;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts an argument to the type that {@code config.json} declares. */
final class TypedValue {

    private TypedValue() {}

    static @Nullable Object of(String text, Field field) {
        return switch (field.type()) {
            case "string" -> text;
            case "integer" -> integer(text, field);
            case "number" -> json(text, field, Number.class, "a number");
            case "boolean" -> json(text, field, Boolean.class, "true or false");
            case "object" -> json(text, field, Map.class, "a JSON object in single quotes");
            case "array" -> json(text, field, List.class, "a JSON array in single quotes");
            case "bytes" -> bytes(text, field);
            case "enum" -> text;
            case "any" -> any(text);
            default -> undeclared(text);
        };
    }

    /** Checks that a value is one of the values of an enum. */
    static void check(@Nullable Object value, Field field) {
        if (field.type().equals("enum")
                && !field.enumValues().isEmpty()
                && !(value instanceof String text && field.enumValues().contains(text))) {
            throw wrong(field, "one of " + Listed.of(field.enumValues()), String.valueOf(value));
        }
    }

    /** Parses text as a JSON number, boolean, null, object or array; returns any other text unchanged. */
    static @Nullable Object undeclared(String text) {
        Object value = any(text);
        return value instanceof String ? text : value;
    }

    private static @Nullable Object any(String text) {
        try {
            return JsonText.read(text);
        } catch (OrkaFailure notJson) {
            return text;
        }
    }

    private static Object integer(String text, Field field) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw wrong(field, "a 64-bit integer", text);
        }
    }

    private static Object json(String text, Field field, Class<?> type, String wanted) {
        Object value = any(text);
        if (!type.isInstance(value)) {
            throw wrong(field, wanted, text);
        }
        return type.cast(value);
    }

    private static Object bytes(String text, Field field) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw wrong(field, "base64", text);
        }
    }

    private static ShellFailure wrong(Field field, String wanted, String found) {
        return new ShellFailure(
                "ORKA-SHELL-06",
                "argument '" + field.name() + "' must be " + wanted + ", not '" + found + "'",
                "Type " + field.name() + "=VALUE with " + wanted + ".");
    }
}
