package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the time of one call from one thread. */
final class CallCostFigure implements Experiment {

    private static final String ORKA = "Orka";
    private static final String LIBRARIES = "Orka, plugin with a library";
    private static final String DIRECT = "direct interface call";
    private static final String LOADER = "URLClassLoader, object kept";
    private static final String PF4J = "PF4J " + Peers.PF4J + ", extension kept";
    private static final String FELIX = "Felix " + Peers.FELIX + ", getService + call + unget";

    private static final double PLAIN_LIMIT = 5;
    private static final double LIBRARIES_LIMIT = 12;
    private static final double OVER_GO = 2;
    private static final double OVER_FELIX = 5;

    private static final String HOW = """
            One call of a plugin that answers a text, by JMH, each turn in a separate JVM. The place that calls has met \
            plugins of five classes before. Orka is a whole host that restored five plugins from its store; the call goes \
            through the service object: checked arguments, counted in and out, method handle, checked answer; where there is \
            a library, also the plugin's context class loader. Of the others only getService and ungetService count anything.""";

    private static final String WHERE_TIME_GOES = """
            Where Orka's time goes beyond that of the object: most of it to counting in and out, which is finding the thread's \
            counts, one atomic increment by which a swap is sure to see the call, and one store; the rest to one more choice \
            among the code of all plugins. From the checks to the plugin's method and back all is compiled as one piece once \
            a plugin has been called 1,000 times, so that no answer but the copy is ever built. To set the context class \
            loader and put it back takes two writes that the garbage collector watches.""";

    @Override
    public String name() {
        return "call";
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        Map<String, String> methods = new LinkedHashMap<>();
        methods.put(ORKA, "orka");
        methods.put(LIBRARIES, "orkaWithLibraries");
        methods.put(DIRECT, "direct");
        methods.put(LOADER, "ownLoader");
        methods.put(PF4J, "pf4j");
        methods.put(FELIX, "felix");
        Scores turns = new Scores();
        List<String> notes = new ArrayList<>(List.of(HOW, WHERE_TIME_GOES));
        try (GoPlugin go = GoPlugin.build(installations, effort)) {
            for (int round = 0; round < effort.rounds(); round++) {
                for (Map.Entry<String, String> method : methods.entrySet()) {
                    new JmhTurn(CallCost.class, method.getValue(), 1).run(method.getKey(), turns, effort);
                }
                for (double score : go.measure(effort)) {
                    turns.add(GoPlugin.WHO, score);
                }
            }
            notes.add(go.note());
            return new Figure(name(), "One call, one thread", "ns", turns.series(), goals(turns, go.isThere()), notes);
        }
    }

    private static List<Goal> goals(Scores turns, boolean go) {
        double direct = turns.median(DIRECT);
        double plain = turns.median(ORKA);
        double libraries = turns.median(LIBRARIES);
        List<Goal> goals = new ArrayList<>(List.of(
                Goal.atMost("over a direct call, plugin without libraries", plain - direct, PLAIN_LIMIT, "ns"),
                Goal.atMost("over a direct call, plugin with libraries", libraries - direct, LIBRARIES_LIMIT, "ns"),
                Goal.atLeast(
                        "faster than Felix getService + call + unget", turns.median(FELIX) / plain, OVER_FELIX, "×")));
        if (go) {
            goals.add(Goal.atLeast("faster than a Go plugin call", turns.median(GoPlugin.WHO) / plain, OVER_GO, "×"));
        }
        return goals;
    }
}
