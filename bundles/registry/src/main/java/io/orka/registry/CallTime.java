package io.orka.registry;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The syntax of durations: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}. */
public final class CallTime {

    /** The syntax, for messages. */
    public static final String RULE = "an integer followed by ms, s, m or h, such as '30s', from 1ms to 24h";

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private CallTime() {}

    /**
     * Parses a duration.
     *
     * @param text the user's input
     * @return the duration, or {@code null} when the syntax is wrong
     */
    public static @Nullable Duration parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        long number = Long.parseLong(parts.group(1));
        Duration time = switch (parts.group(2)) {
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMillis(number);
        };
        return allowed(time) ? time : null;
    }

    static boolean allowed(Duration time) {
        return time.compareTo(Duration.ZERO) > 0
                && time.compareTo(LONGEST) <= 0
                && time.equals(Duration.ofMillis(time.toMillis()));
    }

    /**
     * Formats a duration with the largest unit that fits.
     *
     * @param time a duration of whole milliseconds
     * @return such as {@code 2m}
     */
    public static String people(Duration time) {
        if (time.toMillisPart() != 0) {
            return text(time);
        }
        long seconds = time.toSeconds();
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /** Formats a duration as {@link #parse} accepts it. */
    static String text(Duration time) {
        return time.toMillisPart() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
