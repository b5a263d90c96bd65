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
        methods.put("without limits", "none");
        methods.put("context that can be cancelled", "cancellable");
        methods.put("concurrency", "concurrency");
        methods.put("timeout", "timeout");
        methods.put("deadline", "deadline");
        return new JmhFigure(
                "limits",
                "One call within limits, one thread",
                "ns",
                LimitOverhead.class,
                methods,
                "By JMH, through the handle of a plugin that does nothing, without a host around it. A call with a timeout or"
                        + " a deadline runs on another thread, which returns the answer.");
    }

    /** Returns the figure of the time that the cancellation check adds to loops. */
    static JmhFigure loops() {
        Map<String, String> methods = new LinkedHashMap<>();
        methods.put("arithmetic", "numbers");
        methods.put("arithmetic, stoppable", "numbersStoppable");
        methods.put("counting the spaces of a text", "chars");
        methods.put("counting the spaces of a text, stoppable", "charsStoppable");
        return new JmhFigure(
                "loops",
                "A loop of 100,000 turns",
                "µs",
                LoopCost.class,
                methods,
                "By JMH. The loop over the text does next to nothing in a turn: the check keeps the compiler from doing"
                        + " several turns at once.");
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
