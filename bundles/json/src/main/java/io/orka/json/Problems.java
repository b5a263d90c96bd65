package io.orka.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All problems of one file, numbered in the order of its lines. */
public final class Problems {

    /** The maximum number of problems shown; more would make the log line unreadable. */
    private static final int SHOWN = 100;

    private record Problem(SourceLocation place, String text) {}

    private final List<Problem> found = new ArrayList<>();

    public void add(SourceLocation place, String text) {
        found.add(new Problem(place, text));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Returns one line, such as {@code plugins.json has 2 problems: 1) 4:17 …; 2) 5:1 …}. */
    public String line(String subject) {
        List<Problem> sorted = found.stream()
                .sorted(Comparator.comparingInt((Problem problem) -> problem.place.line())
                        .thenComparingInt(problem -> problem.place.column()))
                .toList();
        int shown = Math.min(SHOWN, sorted.size());
        String list = IntStream.range(0, shown)
                .mapToObj(i -> (i + 1) + ") " + sorted.get(i).place + " " + sorted.get(i).text)
                .collect(Collectors.joining("; "));
        return subject + " " + found.size() + (found.size() == 1 ? " problem: " : " problems: ") + list
                + (shown < found.size() ? "; and " + (found.size() - shown) + " more" : "");
    }
}
