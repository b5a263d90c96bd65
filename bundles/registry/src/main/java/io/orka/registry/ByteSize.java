package io.orka.registry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The syntax of sizes: {@code 500k}, {@code 50m}, {@code 2g}. */
final class ByteSize {

    /** The syntax, for messages. */
    static final String RULE = "an integer followed by k, m or g, such as '50m', from 1k to 1024g";

    private static final long LARGEST = 1L << 40;
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})([kmg])", Pattern.CASE_INSENSITIVE);

    private ByteSize() {}

    /** Parses a number of bytes; returns {@code null} when the syntax is wrong. */
    static @Nullable Long parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        int shift = switch (parts.group(2)) {
            case "k", "K" -> 10;
            case "m", "M" -> 20;
            default -> 30;
        };
        long bytes = Long.parseLong(parts.group(1)) << shift;
        return bytes > 0 && bytes <= LARGEST ? (Long) bytes : null;
    }

    /** Formats a number of bytes as {@link #parse} accepts it. */
    static String text(long bytes) {
        for (int shift = 30; shift > 10; shift -= 10) {
            if (bytes % (1L << shift) == 0) {
                return (bytes >> shift) + (shift == 30 ? "g" : "m");
            }
        }
        return (bytes >> 10) + "k";
    }
}
