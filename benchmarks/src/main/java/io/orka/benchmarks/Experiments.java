package io.orka.benchmarks;

import java.util.List;

/** All figures, in the order of the results. */
final class Experiments {

    private Experiments() {}

    static List<Experiment> all() {
        return List.of(
                new CallCostFigure(),
                new TwoThreadsFigure(),
                JmhFigure.limits(),
                JmhFigure.loops(),
                new ProcessFigure(),
                new ProcessLoadFigure(),
                new ProcessStartFigure(),
                new JvmStartFigure(),
                new CommitFigure(),
                new SwapFigure(),
                new PauseFigure(),
                new SwapAmongManyFigure(),
                new StartFigure(),
                new ManyPluginsFigure(),
                new MostPluginsFigure(),
                new HostMemoryFigure(),
                new PluginMemoryFigure(),
                WorkerFigure.ready(),
                WorkerFigure.memory());
    }
}
