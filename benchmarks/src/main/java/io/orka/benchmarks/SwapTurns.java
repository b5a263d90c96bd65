package io.orka.benchmarks;

import io.orka.benchmarks.subject.PingExtension;
import java.nio.file.Path;

/** Swaps a plugin of Orka, which one thread calls all the time, and a plugin of PF4J, in turns. */
final class SwapTurns {

    private SwapTurns() {}

    /** One swap of each. */
    @FunctionalInterface
    interface Turn {

        /**
         * Swaps both and adds what it measured.
         *
         * @param host has the plugin that is called
         * @param caller calls it
         * @param pf4j reloads the plugin of PF4J and calls it
         * @param scores of this turn
         */
        void swap(PingHost host, CallerPause caller, Stopwatch.Task pf4j, Scores scores) throws Exception;
    }

    /** Takes all turns; those that warm up do not count. */
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
