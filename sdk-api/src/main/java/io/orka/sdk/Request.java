package io.orka.sdk;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call: the name of a method and its arguments.
 *
 * <p>Arguments are JSON-like: {@code null}, {@link Boolean}, {@link Number}, {@link String}, {@link List}, {@link Map}
 * with String keys, and {@code byte[]}. The typed accessors answer the default for an argument that is absent or
 * {@code null}, and throw {@link IllegalArgumentException} for one of another type, naming it. Immutable as far as the
 * values in it are.
 *
 * @param method the logical operation, such as {@code SendMessage}
 * @param args the arguments by name, in the caller's order; never {@code null}, unmodifiable; values may be {@code
 *     null}
 */
public record Request(String method, Map<String, @Nullable Object> args) {

    /** Copies the arguments, so that later changes to the given map are not seen. */
    public Request {
        requireNonNull(method, "method is null");
        requireNonNull(args, "args is null");
        args = args.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(args));
    }

    /**
     * A call without arguments.
     *
     * @param method the logical operation
     */
    public Request(String method) {
        this(method, Map.of());
    }

    /**
     * Whether an argument is there and is not {@code null}.
     *
     * @param name the argument's name
     * @return {@code true} when it has a value
     */
    public boolean has(String name) {
        return args.get(name) != null;
    }

    /**
     * A text argument.
     *
     * @param name the argument's name
     * @param fallback the value when it is absent or {@code null}
     * @return the text
     * @throws IllegalArgumentException when the argument is not a String
     */
    public String string(String name, String fallback) {
        Object value = args.get(name);
        return value == null ? fallback : as(String.class, name, value, "a string");
    }

    /**
     * A text argument that must be there.
     *
     * @param name the argument's name
     * @return the text
     * @throws IllegalArgumentException when the argument is absent, {@code null}, or not a String
     */
    public String string(String name) {
        Object value = args.get(name);
        if (value == null) {
            throw new IllegalArgumentException("argument '" + name + "' is missing");
        }
        return as(String.class, name, value, "a string");
    }

    /**
     * A whole-number argument, with all its 64 bits.
     *
     * @param name the argument's name
     * @param fallback the value when it is absent or {@code null}
     * @return the number
     * @throws IllegalArgumentException when the argument is not a whole number, or does not fit 64 bits
     */
    public long integer(String name, long fallback) {
        Object value = args.get(name);
        if (value == null) {
            return fallback;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        Number number = as(Number.class, name, value, "an integer");
        try {
            return new BigDecimal(number.toString()).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("argument '" + name + "' must be a 64-bit integer but is " + number, e);
        }
    }

    /**
     * A number argument.
     *
     * @param name the argument's name
     * @param fallback the value when it is absent or {@code null}
     * @return the number, rounded to the nearest {@code double}
     * @throws IllegalArgumentException when the argument is not a number
     */
    public double number(String name, double fallback) {
        Object value = args.get(name);
        return value == null
                ? fallback
                : as(Number.class, name, value, "a number").doubleValue();
    }

    /**
     * A boolean argument.
     *
     * @param name the argument's name
     * @param fallback the value when it is absent or {@code null}
     * @return the value
     * @throws IllegalArgumentException when the argument is not a Boolean
     */
    public boolean bool(String name, boolean fallback) {
        Object value = args.get(name);
        return value == null ? fallback : as(Boolean.class, name, value, "a boolean");
    }

    /**
     * A list argument.
     *
     * @param name the argument's name
     * @return the list; empty when it is absent or {@code null}
     * @throws IllegalArgumentException when the argument is not a list
     */
    public List<?> list(String name) {
        Object value = args.get(name);
        return value == null ? List.of() : as(List.class, name, value, "an array");
    }

    /**
     * An object argument.
     *
     * @param name the argument's name
     * @return the map; empty when it is absent or {@code null}
     * @throws IllegalArgumentException when the argument is not a map
     */
    @SuppressWarnings("unchecked") // JSON-like data has String keys; the host checked it before the call
    public Map<String, @Nullable Object> object(String name) {
        Object value = args.get(name);
        return value == null ? Map.of() : (Map<String, @Nullable Object>) as(Map.class, name, value, "an object");
    }

    /**
     * An argument of bytes, which stands as base64 (RFC 4648, section 4) in JSON.
     *
     * @param name the argument's name
     * @return a new array; empty when the argument is absent or {@code null}
     * @throws IllegalArgumentException when the argument is neither {@code byte[]} nor a String of base64
     */
    public byte[] bytes(String name) {
        Object value = args.get(name);
        if (value == null) {
            return new byte[0];
        }
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        String text = as(String.class, name, value, "bytes or a base64 string");
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("argument '" + name + "' must be bytes or a base64 string", e);
        }
    }

    private static <T> T as(Class<T> type, String name, Object value, String wanted) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("argument '" + name + "' must be " + wanted + " but is "
                    + value.getClass().getSimpleName());
        }
        return type.cast(value);
    }
}
