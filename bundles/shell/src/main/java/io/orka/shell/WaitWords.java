package io.orka.shell;

import io.orka.registry.CallTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code orka:wait}.
 *
 * @param names plugins; empty for all
 * @param applied whether to wait only until the registry is applied, even if plugins fail
 * @param timeout the longest wait
 */
record WaitWords(List<String> names, boolean applied, Duration timeout) {

    static final Duration USUAL = Duration.ofMinutes(5);

    private static final String TIMEOUT = "--timeout";

    static WaitWords read(Usage usage, List<String> words) {
        List<String> others = new ArrayList<>();
        Duration timeout = USUAL;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals(TIMEOUT)) {
                timeout = time(usage, ++i < words.size() ? words.get(i) : "");
            } else if (word.startsWith(TIMEOUT + "=")) {
                timeout = time(usage, word.substring(TIMEOUT.length() + 1));
            } else {
                others.add(word);
            }
        }
        Words read = Words.read(usage, others, 0, Integer.MAX_VALUE);
        return new WaitWords(read.plain(), read.flags().contains("--applied"), timeout);
    }

    private static Duration time(Usage usage, String text) {
        @Nullable Duration time = CallTime.parse(text);
        if (time == null) {
            throw usage.wrong("'" + text + "' is not " + CallTime.RULE);
        }
        return time;
    }
}
