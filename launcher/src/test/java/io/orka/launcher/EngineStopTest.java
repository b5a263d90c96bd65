package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a host stops, its engine bundle is stopped first, and can call every plugin until it has stopped. */
class EngineStopTest {

    private static final int WORKERS = 4;
    private static final String STOPPING = "ORKA-CALL-14";

    @TempDir
    private Path directory;

    @Test
    void closingTheHostStopsTheEngineFirst() throws Exception {
        anEngineCanCallEveryPluginUntilItHasStopped(EngineHost::close);
    }

    @Test
    void stoppingTheFrameworkStopsTheEngineFirst() throws Exception {
        anEngineCanCallEveryPluginUntilItHasStopped(engine -> {
            engine.orka().framework().getBundle().stop();
            engine.orka().awaitFrameworkStop();
        });
    }

    private interface End {
        void of(EngineHost engine) throws Exception;
    }

    private void anEngineCanCallEveryPluginUntilItHasStopped(End end) throws Exception {
        try (EngineHost engine = new EngineHost(directory)) {
            engine.release("hello", "v0.1.0", "hello v0.1.0");
            engine.release("hello", "v0.2.0", "hello v0.2.0");
            engine.release("plain", null, "plain");
            engine.release("track", null, "track");
            engine.start("hello@v0.1.0", "hello@v0.2.0", "plain", "track@main");
            assertThat(engine.settle()).isEmpty();
            engine.ask("begin " + WORKERS);
            engine.awaitRound();
            assertThat(engine.failures()).as("before the stop").isEmpty();
            long before = engine.count("last calls");
            long held = engine.holdings().stream()
                    .mapToLong(holding ->
                            requireNonNull(holding.held(), holding::toString).size())
                    .sum();

            end.of(engine);

            engine.awaitRound(); // the workers do not detect the end of their bundle
            assertThat(engine.ask("end")).isEqualTo(WORKERS);
            assertThat(engine.count("last calls"))
                    .as("calls by components and an activator that were told to stop")
                    .isGreaterThanOrEqualTo(before + held);
            long stopped = (Long) engine.ask("stopped");
            assertThat(stopped).isPositive();
            assertThat(engine.met())
                    .filteredOn(met -> !met.absent())
                    .isNotEmpty()
                    .allSatisfy(met ->
                            assertThat(met.code(STOPPING)).as(met.toString()).isTrue())
                    .allSatisfy(
                            met -> assertThat(met.ended()).as(met.toString()).isGreaterThan(stopped));
        }
    }
}
