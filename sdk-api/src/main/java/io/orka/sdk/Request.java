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
 * with String keys, and {@code byte[]}. The typed accessors return the default for an argument that is absent or
 * {@code null}. For an argument of another type they throw an {@link IllegalArgumentException} that names the argument.
 * Immutable if all values are immutable.
 *
 * @param method the method's name, such as {@code SendMessage}
 * @param args the arguments by name, in the caller's order; never {@code null}, unmodifiable; values may be {@code
 *     null}
 */
public record Request(String method, Map<String, @Nullable Object> args) {

    /** Copies the arguments. */
    public Request {
        requireNonNull(method, "method is null");
        requireNonNull(args, "args is null");
        args = args.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(args));
    }

    /**
     * Creates a request without arguments.
     *
     * @param method the method's name
     */
    public Request(String method) {
        this(method, Map.of());
    }

    /**
     * Returns whether an argument exists and is not {@code null}.
     *
     * @param name the argument's name
     * @return {@code true} if the argument has a value
     */
    public boolean has(String name) {
        return args.get(name) != null;
    }

    /**
     * Returns an optional string argument.
     *
     * @param name the argument's name
     * @param fallback the value if the argument is absent or {@code null}
     * @return the string
     * @throws IllegalArgumentException if the argument is not a String
     */
    public String string(String name, String fallback) {
        Object value = args.get(name);
        return value == null ? fallback : as(String.class, name, value, "a string");
    }

    /**
     * Returns a required string argument.
     *
     * @param name the argument's name
     * @return the string
     * @throws IllegalArgumentException if the argument is absent, {@code null}, or not a String
     */
    public String string(String name) {
        Object value = args.get(name);
        if (value == null) {
            throw new IllegalArgumentException("argument '" + name + "' is missing");
        }
        return as(String.class, name, value, "a string");
    }

    /**
     * Returns an optional integer argument, with full 64-bit precision.
     *
     * @param name the argument's name
     * @param fallback the value if the argument is absent or {@code null}
     * @return the integer
     * @throws IllegalArgumentException if the argument is not an integer, or does not fit into 64 bits
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
     * Returns an optional number argument.
     *
     * @param name the argument's name
     * @param fallback the value if the argument is absent or {@code null}
     * @return the number, rounded to the nearest {@code double}
     * @throws IllegalArgumentException if the argument is not a number
     */
    public double number(String name, double fallback) {
        Object value = args.get(name);
        return value == null
                ? fallback
                : as(Number.class, name, value, "a number").doubleValue();
    }

    /**
     * Returns an optional boolean argument.
     *
     * @param name the argument's name
     * @param fallback the value if the argument is absent or {@code null}
     * @return the value
     * @throws IllegalArgumentException if the argument is not a Boolean
     */
    public boolean bool(String name, boolean fallback) {
        Object value = args.get(name);
        return value == null ? fallback : as(Boolean.class, name, value, "a boolean");
    }

    /**
     * Returns a list argument.
     *
     * @param name the argument's name
     * @return the list, not copied; empty if the argument is absent or {@code null}
     * @throws IllegalArgumentException if the argument is not a list
     */
    public List<?> list(String name) {
        Object value = args.get(name);
        return value == null ? List.of() : as(List.class, name, value, "an array");
    }

    /**
     * Returns an object argument.
     *
     * @param name the argument's name
     * @return the map, not copied; values may be {@code null}; empty if the argument is absent or {@code null}
     * @throws IllegalArgumentException if the argument is not a map
     */
    @SuppressWarnings("unchecked") // JSON-like data has String keys; the host checked it before the call
    public Map<String, @Nullable Object> object(String name) {
        Object value = args.get(name);
        return value == null ? Map.of() : (Map<String, @Nullable Object>) as(Map.class, name, value, "an object");
    }

    /**
     * Returns an argument of bytes, which is a base64 string in JSON (RFC 4648, section 4).
     *
     * @param name the argument's name
     * @return a new array; empty if the argument is absent or {@code null}
     * @throws IllegalArgumentException if the argument is neither {@code byte[]} nor a String of base64
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
