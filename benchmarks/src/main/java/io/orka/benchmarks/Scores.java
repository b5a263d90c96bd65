package io.orka.benchmarks;

import io.orka.benchmarks.report.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the measurements of the contestants of one figure. */
final class Scores {

    private final Map<String, List<Double>> scores = new LinkedHashMap<>();

    void add(String who, double score) {
        scores.computeIfAbsent(who, added -> new ArrayList<>()).add(score);
    }

    Series of(String who) {
        return new Series(who, scores.getOrDefault(who, List.of()));
    }

    double median(String who) {
        return of(who).median();
    }

    boolean has(String who) {
        return scores.containsKey(who);
    }

    /** Returns all series, in the order of their first measurements. */
    List<Series> series() {
        return scores.keySet().stream().map(this::of).toList();
    }
}
