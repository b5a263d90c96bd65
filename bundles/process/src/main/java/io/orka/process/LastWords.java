package io.orka.process;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last output of a process before it ended.
 *
 * @param crash the first lines of a crash; empty without a crash
 * @param last the last line printed during the unfinished work, or {@code null}
 * @param lines the last lines of the whole output, oldest first
 */
record LastWords(List<String> crash, @Nullable String last, List<String> lines) {

    static final LastWords NONE = new LastWords(List.of(), null, List.of());

    /** The prefix of the line with the cause of a JVM crash. */
    private static final String CAUSE = "#  ";

    LastWords {
        crash = List.copyOf(crash);
        lines = List.copyOf(lines);
    }

    /** Returns the output since a point in time, from the stream with a crash, or else from standard error. */
    static LastWords of(LastLines errors, LastLines output, long since) {
        List<String> crash = errors.crash(since);
        LastLines telling = errors;
        if (crash.isEmpty() && !output.crash(since).isEmpty()) {
            telling = output;
            crash = output.crash(since);
        }
        return new LastWords(crash, telling.last(since).orElse(null), telling.all());
    }

    /** Returns the line that best explains the end, or {@code null} without such a line. */
    @Nullable
    String line() {
        if (crash.isEmpty()) {
            return last;
        }
        return crash.stream()
                .filter(line -> line.startsWith(CAUSE))
                .findFirst()
                .map(line -> line.substring(CAUSE.length()))
                .orElse(crash.get(0));
    }

    /** Returns the first lines of a crash and the last lines, without duplicates. */
    List<String> all() {
        if (crash.isEmpty() || lines.containsAll(crash)) {
            return lines;
        }
        List<String> all = new ArrayList<>(crash);
        all.add("…");
        all.addAll(lines);
        return all;
    }
}
