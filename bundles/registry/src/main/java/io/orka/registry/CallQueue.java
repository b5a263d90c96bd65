package io.orka.registry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The queue of an entry for calls that arrive while its limit of concurrent calls is reached.
 *
 * @param size the maximum number of waiting calls, 1 to 10,000
 * @param longestWait the maximum wait of each call, 1 ms to 24 h in whole milliseconds
 */
public record CallQueue(int size, Duration longestWait) {

    /** The maximum number of waiting calls. */
    static final int LARGEST = 10_000;

    /** Checks that both values are within their limits. */
    public CallQueue {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("size is " + size + "; it must be from 1 to " + LARGEST);
        }
        if (!CallTime.allowed(requireNonNull(longestWait, "longestWait is null"))) {
            throw new IllegalArgumentException("wait is " + longestWait + "; it must be " + CallTime.RULE);
        }
    }

    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("size", size);
        data.put("wait", CallTime.text(longestWait));
        return data;
    }
}
