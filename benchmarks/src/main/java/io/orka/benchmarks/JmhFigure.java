package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the benchmarks of one class from one thread, in turns.
 *
 * @param methods the label and the method of each benchmark, in the order of the results
 */
record JmhFigure(String name, String title, String unit, Class<?> benchmarks, Map<String, String> methods, String note)
        implements Experiment {

    /** Returns the figure of the time that limits and contexts add to a call. */
    static JmhFigure limits() {
        Map<String, String> methods = new LinkedHashMap<>();
        methods.put("no limits", "none");
        methods.put("cancellable context", "cancellable");
        methods.put("concurrency", "concurrency");
        methods.put("timeout", "timeout");
        methods.put("deadline", "deadline");
        return new JmhFigure(
                "limits",
                "One call with limits, one thread",
                "ns",
                LimitOverhead.class,
                methods,
                "JMH measures calls through the handle of a plugin that does nothing, without a host. A call with a"
                        + " timeout or a deadline runs on another thread, which returns the response.");
    }

    /** Returns the figure of the time that the cancellation check adds to loops. */
    static JmhFigure loops() {
        Map<String, String> methods = new LinkedHashMap<>();
        methods.put("arithmetic", "numbers");
        methods.put("arithmetic, with the check", "numbersStoppable");
        methods.put("counting the spaces in a string", "chars");
        methods.put("counting the spaces in a string, with the check", "charsStoppable");
        return new JmhFigure(
                "loops",
                "A loop of 100,000 iterations",
                "µs",
                LoopCost.class,
                methods,
                "JMH measures the loops. The loop over the string does almost no work in an iteration: the check"
                        + " prevents the compiler from combining several iterations.");
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        Scores turns = new Scores();
        for (int round = 0; round < effort.rounds(); round++) {
            for (Map.Entry<String, String> method : methods.entrySet()) {
                new JmhTurn(benchmarks, method.getValue(), 1).run(method.getKey(), turns, effort);
            }
        }
        return new Figure(name, title, unit, turns.series(), List.of(), List.of(note));
    }
}
