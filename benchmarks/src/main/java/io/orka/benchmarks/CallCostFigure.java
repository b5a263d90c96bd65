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
            JMH measures one call of a plugin that returns a string, each turn in a separate JVM. The call site has \
            called plugins of five classes before. Orka is a complete host that restored five plugins from its store. \
            The call goes through the service object: Orka checks the arguments, counts the call in and out, invokes a \
            method handle and checks the response. For a plugin with a library, Orka also sets the thread's context \
            class loader. Of the alternatives, only getService and ungetService count uses.""";

    private static final String WHERE_TIME_GOES = """
            Most of the time that Orka adds to the direct call is spent on counting calls in and out: finding the \
            thread's counters, one atomic increment that ensures that a swap sees the call, and one store. The rest is \
            one more dispatch among the code of all plugins. After 1,000 calls of a plugin, the JVM compiles \
            everything from the checks to the plugin's method and back as one unit. Only the checked copy of the \
            response is then allocated. Setting and restoring the context class loader takes two writes that the \
            garbage collector tracks.""";

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
                Goal.atMost("added to a direct call, plugin without libraries", plain - direct, PLAIN_LIMIT, "ns"),
                Goal.atMost("added to a direct call, plugin with libraries", libraries - direct, LIBRARIES_LIMIT, "ns"),
                Goal.atLeast(
                        "faster than Felix getService + call + unget", turns.median(FELIX) / plain, OVER_FELIX, "×")));
        if (go) {
            goals.add(Goal.atLeast("faster than a Go plugin call", turns.median(GoPlugin.WHO) / plain, OVER_GO, "×"));
        }
        return goals;
    }
}
