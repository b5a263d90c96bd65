package io.orka.registry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says of the JVM its plugin has for itself.
 *
 * @param memory the most its objects may take, 16 to 65,536 megabytes, or {@code null} for the host's own limit
 */
public record Isolation(@Nullable Integer memory) {

    /** The only way there is, as people write it. */
    static final String PROCESS = "process";

    /** What a memory has to be, for messages. */
    static final String RULE = "a whole number with m or g behind it, such as '256m', from 16m to 64g";

    private static final int LEAST = 16;
    private static final int MOST = 64 << 10;
    private static final int GIGA = 1 << 10;
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,5})([mMgG])");

    /** Checks that the memory is within its limits. */
    public Isolation {
        if (memory != null && (memory < LEAST || memory > MOST)) {
            throw new IllegalArgumentException("memory is " + memory + " MB; it must be " + RULE);
        }
    }

    /** The megabytes, or {@code null} when the text does not keep to the rule. */
    static @Nullable Integer parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        long number = Long.parseLong(parts.group(1)) * (parts.group(2).equalsIgnoreCase("g") ? GIGA : 1);
        return number < LEAST || number > MOST ? null : (Integer) (int) number;
    }

    /** The text that {@link #parse} reads as this memory. */
    static String text(int memory) {
        return memory + "m";
    }
}
