package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plugins are added, removed, swapped, reloaded and rolled back at random, while the bundle {@code idioms} holds and
 * calls them by every idiom. After each change, every component holds the services that match its filter, and no call
 * has failed.
 */
class EngineIdiomsTest {

    private static final int STEPS = Integer.getInteger("orka.soak.engine", 60);
    private static final long SEED = Long.getLong("orka.seed", System.nanoTime());
    private static final int WORKERS = 2;

    /** The number of steps in a failure message. */
    private static final int TOLD = 6;

    @TempDir
    private Path directory;

    @Test
    void everyComponentHoldsWhatItsFilterSees() throws Exception {
        System.out.println("EngineIdiomsTest: -Dorka.seed=" + SEED);
        long begun = System.nanoTime();
        try (EngineHost engine = new EngineHost(directory)) {
            EngineChanges changes = new EngineChanges(engine, new Random(SEED));
            changes.start();
            assertThat(engine.settle()).as("the start").isEmpty();
            Map<String, String> targets = neverEmpty(engine.holdings());
            engine.ask("begin " + WORKERS);
            EngineStep last = new EngineStep("the start", begun, System.nanoTime(), List.of(), served(engine));
            List<String> story = new ArrayList<>();
            for (int i = 0; i < STEPS; i++) {
                EngineStep before = last;
                String words = changes.next();
                story.add("%s, from %s".formatted(words, Served.names(before.after())));
                String where = "step %d of -Dorka.seed=%d: %s".formatted(i, SEED, recent(story));
                assertThat(engine.settle()).as(where).isEmpty();
                engine.awaitRound();
                List<Met> met = engine.met();
                EngineStep step =
                        new EngineStep(words, before.ended(), System.nanoTime(), before.after(), served(engine));
                assertThat(met)
                        .as(where)
                        .filteredOn(each -> !before.allows(each, targets) && !step.allows(each, targets))
                        .isEmpty();
                last = step;
            }
            assertThat(engine.ask("end")).isEqualTo(WORKERS);
            System.out.printf(
                    "%d steps %s, %d calls and %d from callbacks, of which %d after a removal, in %d s%n",
                    STEPS,
                    changes.done(),
                    engine.count("calls"),
                    engine.count("last calls"),
                    engine.count("failed"),
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
            assertThat(engine.count("dropped"))
                    .as("findings that were not kept")
                    .isZero();
            assertThat(engine.count("calls")).isGreaterThan(100L * STEPS);
            assertThat(changes.done().getOrDefault("refused", 0)).isLessThan(STEPS / 2);
        }
    }

    /** Returns the last steps, the newest first. */
    private static String recent(List<String> story) {
        List<String> last = new ArrayList<>(story.subList(Math.max(0, story.size() - TOLD), story.size()));
        Collections.reverse(last);
        return String.join("; before: ", last);
    }

    private static List<Served> served(EngineHost engine) {
        return Served.by(engine.orka().plugins());
    }

    /**
     * Returns the filters of the references that must hold a service as long as one matches. Optional references that
     * are static and reluctant may be empty.
     */
    private static Map<String, String> neverEmpty(List<Holding> holdings) {
        Map<String, String> targets = new HashMap<>();
        for (Holding holding : holdings) {
            if (holding.dynamic() || holding.greedy() || holding.mandatory()) {
                targets.put(holding.name(), holding.target());
            }
        }
        return targets;
    }
}
