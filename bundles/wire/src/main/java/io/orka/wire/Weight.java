package io.orka.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates the length of an encoded body, much faster than an encoding. */
public final class Weight {

    private static final int DEEPEST = Cbor.DEEPEST;

    private long bytes;

    private Weight() {}

    /**
     * Adds up the sizes of strings and values.
     *
     * @param data JSON-like data
     * @return the number of bytes, at least one for each value; more than {@link Frame#LONGEST_BODY} if the data is too
     *     long
     */
    public static long of(@Nullable Object data) {
        Weight weight = new Weight();
        weight.add(data, 0);
        return weight.bytes;
    }

    private void add(@Nullable Object value, int depth) {
        bytes++;
        if (bytes > Frame.LONGEST_BODY || depth > DEEPEST) {
            return; // the encoder reports the invalid value
        }
        if (value instanceof String text) {
            bytes += text.length();
        } else if (value instanceof byte[] chunk) {
            bytes += chunk.length;
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> {
                bytes += name instanceof String text ? text.length() : 0;
                add(inner, depth + 1);
            });
        } else if (value instanceof Collection<?> items) {
            for (Object item : items) {
                add(item, depth + 1);
                if (bytes > Frame.LONGEST_BODY) {
                    return;
                }
            }
        } else if (value instanceof BigInteger || value instanceof BigDecimal) {
            bytes += Long.BYTES;
        }
    }
}
