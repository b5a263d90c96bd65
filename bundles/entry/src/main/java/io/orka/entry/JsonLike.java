package io.orka.entry;

import io.orka.sdk.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Checks that data is JSON-like before it passes between caller and plugin, and removes the sender's classes from it.
 *
 * <p>Plain JDK containers pass unchanged. All other containers, such as maps of a plugin or its libraries, are copied
 * into {@link ArrayList} and {@link LinkedHashMap}. Without a copy, the receiver would run the sender's code and keep
 * the sender's classes in memory.
 */
public final class JsonLike {

    private static final int DEEPEST = 64;
    private static final int MOST_VALUES = 10_000_000;

    private static final Set<Class<?>> IMMUTABLE = Set.of(
            Map.of().getClass(),
            Map.of("", "").getClass(),
            List.of().getClass(),
            List.of("").getClass());

    /** The estimated memory of one copied container. */
    private static final int CONTAINER = 136;

    private static final int MEMBER = 48;

    private static final int ITEM = 8;

    /** The limit of the memory of copies, since the same part may occur a million times and is copied each time. */
    private static final long ROOM = Runtime.getRuntime().maxMemory() / 4;

    private int values;
    private long copied;

    private JsonLike() {}

    /**
     * Checks the data that a plugin returned.
     *
     * @param data the data to check
     * @return the data itself, or a copy that is free of the sender's classes
     * @throws NotJsonLike when the data is not JSON-like, or is too large
     */
    public static @Nullable Object check(@Nullable Object data) throws NotJsonLike {
        return data == null || data.getClass() == String.class ? data : new JsonLike().value(data, 0);
    }

    /**
     * Checks the arguments that a caller passes.
     *
     * @param request the request to a plugin
     * @return the request itself, or a request whose arguments are free of the sender's classes
     * @throws NotJsonLike when the arguments are not JSON-like, or are too large
     */
    public static Request checkArguments(Request request) throws NotJsonLike {
        Map<String, @Nullable Object> args = request.args();
        // the map is plain, since a request copies its arguments
        Map<String, @Nullable Object> checked = new JsonLike().map(args, true, 0);
        return checked == args ? request : new Request(request.method(), checked);
    }

    private @Nullable Object value(@Nullable Object value, int depth) throws NotJsonLike {
        if (++values > MOST_VALUES) {
            throw new NotJsonLike("more than " + MOST_VALUES + " values");
        }
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof byte[]) {
            return value;
        }
        if (value instanceof Integer || value instanceof Long) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (depth == DEEPEST) {
            throw new NotJsonLike("data that is nested deeper than " + DEEPEST + " levels, or contains itself,");
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, isPlain(map.getClass()), depth + 1);
        }
        if (value instanceof List<?> list) {
            return list(list, isPlain(list.getClass()), depth + 1);
        }
        throw new NotJsonLike(value.getClass().getTypeName());
    }

    private static Number number(Number number) throws NotJsonLike {
        if (number.getClass().getClassLoader() != null) {
            throw new NotJsonLike(number.getClass().getTypeName());
        }
        if ((number instanceof Double || number instanceof Float) && !Double.isFinite(number.doubleValue())) {
            throw new NotJsonLike(number + ", which JSON does not support,");
        }
        // A counter may change after the call, so its current value is passed.
        return number instanceof AtomicInteger || number instanceof AtomicLong || number instanceof LongAdder
                ? number.longValue()
                : number;
    }

    @SuppressWarnings("unchecked") // every key is checked to be a String before the map is returned
    private Map<String, @Nullable Object> map(Map<?, ?> map, boolean plain, int depth) throws NotJsonLike {
        Map<String, @Nullable Object> copy = plain ? null : new LinkedHashMap<>();
        copies(plain ? 0 : CONTAINER);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw new NotJsonLike("a key of class " + typeName(entry.getKey()));
            }
            Object before = entry.getValue();
            Object after;
            try {
                after = value(before, depth);
            } catch (NotJsonLike e) {
                throw e.inside("." + name);
            }
            if (copy == null && after != before) {
                copies(CONTAINER + (long) MEMBER * map.size());
                copy = new LinkedHashMap<>((Map<String, @Nullable Object>) map);
            }
            if (copy != null) {
                copies(plain ? 0 : MEMBER);
                copy.put(name, after);
            }
        }
        return copy == null ? (Map<String, @Nullable Object>) map : copy;
    }

    private List<?> list(List<?> list, boolean plain, int depth) throws NotJsonLike {
        List<@Nullable Object> copy = plain ? null : new ArrayList<>();
        copies(plain ? 0 : CONTAINER);
        int index = 0;
        for (Object before : list) {
            Object after;
            try {
                after = value(before, depth);
            } catch (NotJsonLike e) {
                throw e.inside("[" + index + "]");
            }
            if (copy == null && after != before) {
                copies(CONTAINER + (long) ITEM * list.size());
                copy = new ArrayList<>(list.subList(0, index));
            }
            if (copy != null) {
                copies(plain ? 0 : ITEM);
                copy.add(after);
            }
            index++;
        }
        return copy == null ? list : copy;
    }

    private void copies(long bytes) throws NotJsonLike {
        copied += bytes;
        if (copied > ROOM) {
            throw new NotJsonLike("data of more than " + (ROOM >> 20) + " MiB in memory, a quarter of the heap,");
        }
    }

    private static boolean isPlain(Class<?> type) {
        return type == HashMap.class
                || type == LinkedHashMap.class
                || type == ArrayList.class
                || IMMUTABLE.contains(type);
    }

    private static String typeName(@Nullable Object object) {
        return object == null ? "null" : object.getClass().getTypeName();
    }
}
