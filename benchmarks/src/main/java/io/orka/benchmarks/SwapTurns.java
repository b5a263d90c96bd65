package io.orka.benchmarks;

import io.orka.benchmarks.subject.PingExtension;
import java.nio.file.Path;

/** Swaps an Orka plugin, which one thread calls all the time, and a PF4J plugin, in turns. */
final class SwapTurns {

    private SwapTurns() {}

    /** A turn with one swap of each plugin. */
    @FunctionalInterface
    interface Turn {

        /**
         * Swaps both plugins and adds the measurements.
         *
         * @param host the host of the called plugin
         * @param caller the caller of the plugin
         * @param pf4j reloads the PF4J plugin and calls it
         * @param scores the measurements of this turn
         */
        void swap(PingHost host, CallerPause caller, Stopwatch.Task pf4j, Scores scores) throws Exception;
    }

    /** Runs all turns, and discards the measurements of the warm-up turns. */
    static Scores take(Effort effort, Turn turn) throws Exception {
        Scores scores = new Scores();
        try (Scratch scratch = Scratch.create();
                PingHost host = PingHost.open(1, false);
                CallerPause caller = CallerPause.begin(host.services(1).get(0))) {
            Path jar = PluginJar.pf4j("ping", PingExtension.class)
                    .write(scratch.directory().resolve("ping.jar"));
            Pf4jReload pf4j = new Pf4jReload(scratch.directory("plugins"), jar);
            for (int swap = -effort.warmUp(); swap < effort.swaps(); swap++) {
                turn.swap(host, caller, () -> pf4j.swap(jar), swap < 0 ? new Scores() : scores);
            }
        }
        return scores;
    }
}
