package io.orka.benchmarks;

import java.io.IOException;
import java.util.List;

/** Starts containers in turns, after one warm-up start of each. */
final class StartTurns {

    private StartTurns() {}

    /** Measures the time of each start to the first response, in milliseconds. */
    static Scores run(List<? extends Container> containers, int rounds) throws IOException, InterruptedException {
        warm(containers);
        Scores scores = new Scores();
        for (int round = 0; round < rounds; round++) {
            for (Container container : containers) {
                try (MeasuredProcess process = container.start()) {
                    scores.add(container.who(), process.answered(Container.ANSWER));
                }
            }
        }
        return scores;
    }

    /** Measures the resident memory of each container after some idle seconds, in MiB. */
    static Scores memory(List<? extends Container> containers, Effort effort) throws IOException, InterruptedException {
        warm(containers);
        Scores scores = new Scores();
        for (int round = 0; round < effort.processes(); round++) {
            for (Container container : containers) {
                try (MeasuredProcess process = container.start()) {
                    process.answered(Container.ANSWER);
                    Thread.sleep(effort.idleMillis());
                    scores.add(container.who(), process.residentMegabytes());
                }
            }
        }
        return scores;
    }

    private static void warm(List<? extends Container> containers) throws IOException, InterruptedException {
        for (Container container : containers) {
            container.warm();
        }
    }
}
