package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the calls of two threads with those of one. */
final class TwoThreadsFigure implements Experiment {

    private static final double LIMIT = 1.8;

    @Override
    public String name() {
        return "two-threads";
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        Map<String, String> methods = new LinkedHashMap<>();
        methods.put("Orka", "orka");
        methods.put("Orka, plugin with a library", "orkaWithLibraries");
        methods.put("direct interface call", "direct");
        methods.put("Felix " + Peers.FELIX + ", getService + call + unget", "felix");
        Scores turns = new Scores();
        for (int round = 0; round < effort.rounds(); round++) {
            for (Map.Entry<String, String> method : methods.entrySet()) {
                for (int threads = 1; threads <= 2; threads++) {
                    new JmhTurn(CallCost.class, method.getValue(), threads)
                            .run(label(method.getKey(), threads), turns, effort);
                }
            }
        }
        List<Goal> goals = new ArrayList<>();
        List<String> ratios = new ArrayList<>();
        for (String who : methods.keySet()) {
            double ratio = 2 * turns.median(label(who, 1)) / turns.median(label(who, 2));
            ratios.add("%s %.2f ×".formatted(who, ratio));
            if (who.startsWith("Orka")) {
                goals.add(Goal.atLeast(who + ": calls per second, two threads relative to one", ratio, LIMIT, "×"));
            }
        }
        String note = "The time of one call in its calling thread. Twice the time means that the second thread adds no"
                + " throughput. Throughput of two threads relative to one: " + String.join(", ", ratios) + ".";
        return new Figure(name(), "One call, one and two threads", "ns", turns.series(), goals, List.of(note));
    }

    private static String label(String who, int threads) {
        return who + (threads == 1 ? ", 1 thread" : ", 2 threads");
    }
}
