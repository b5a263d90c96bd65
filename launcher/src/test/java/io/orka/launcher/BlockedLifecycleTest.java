package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.acme.program.WaitingListener;
import io.orka.plugins.Blocker;
import io.orka.plugins.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Client code that blocks is reported by name, and the host's stop does not wait for it beyond a deadline. */
class BlockedLifecycleTest {

    private static final long PATIENCE_NANOS = Duration.ofMinutes(2).toNanos();

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.orka.plugins.LifecycleWatch");
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            log.add(event.getFormattedMessage());
        }
    };

    @TempDir
    private Path directory;

    @BeforeEach
    void listen() {
        appender.start();
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(appender);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Poll.again();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private void repository(StoryRepository repository) {
        repository.plainPlugin("return Response.ok(1);").tag("v1");
        repository.plainPlugin("return Response.ok(2);").tag("v2");
    }

    private static FutureTask<Report> swap(Orka orka, String version) {
        FutureTask<Report> swap = new FutureTask<>(() -> orka.plugins().swap("p", version));
        new Thread(swap, "swap").start();
        return swap;
    }

    @Test
    void aListenerOfABundleIsNamedUntilItReturns() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            BlockingEngine engine = BlockingEngine.listens(directory, host.home());
            repository(host.repository("p"));
            Orka orka = host.register("p@v1").start();
            engine.block();

            FutureTask<Report> swap = swap(orka, "v2");
            await(engine::blocks);
            await(() -> orka.plugins().blocker().isPresent());

            Blocker blocker = orka.plugins().blocker().orElseThrow();
            assertThat(blocker.owner()).isEqualTo("bundle 'com.acme.engine'");
            assertThat(blocker.line()).matches("com\\.acme\\.engine\\.Engine\\.block\\(Engine\\.java:[0-9]+\\)");
            String line = "ORKA-PLUGIN-14: bundle 'com.acme.engine' has blocked the lifecycle thread for [0-9]+ s, in"
                    + " com\\.acme\\.engine\\.Engine\\.block\\(Engine\\.java:[0-9]+\\); all plugin changes wait for it";
            assertThat(log).singleElement().asString().containsPattern(line);
            assertThat(host.shell("orka:list")).containsPattern(line);
            assertThat(host.shell("orka:why p")).containsPattern("blocked by +" + line);
            assertThat(host.shell("orka:list --json")).containsPattern("\"owner\":\\s*\"bundle 'com.acme.engine'\"");
            assertThat(host.say("p", "").data()).isIn(1, 2);

            engine.free();
            assertThat(swap.get().ok()).isTrue();
            await(() -> orka.plugins().blocker().isEmpty());
            await(() -> log.size() == 2);
            assertThat(log.get(1))
                    .matches("ORKA-PLUGIN-14: bundle 'com.acme.engine' no longer blocks the lifecycle thread, after"
                            + " [0-9]+ s");
            assertThat(host.shell("orka:list")).doesNotContain("ORKA-PLUGIN-14");
        }
    }

    @Test
    void aListenerOfTheEmbeddingProgramIsNamedToo() throws Exception {
        WaitingListener listener = new WaitingListener();
        try (StoryHost host = new StoryHost(directory)) {
            repository(host.repository("p"));
            Orka orka = host.register("p@v1").start();
            orka.framework().addServiceListener(listener, "(objectClass=io.orka.sdk.OrkaCall)");

            FutureTask<Report> swap = swap(orka, "v2");
            await(() -> orka.plugins().blocker().isPresent());

            Blocker blocker = orka.plugins().blocker().orElseThrow();
            assertThat(blocker.owner()).isEqualTo("the embedding application");
            assertThat(blocker.line())
                    .matches(
                            "com\\.acme\\.program\\.WaitingListener\\.serviceChanged\\(WaitingListener\\.java:[0-9]+\\)");
            listener.free();
            assertThat(swap.get().ok()).isTrue();
        } finally {
            listener.free();
        }
    }

    @Test
    void aStopDoesNotWaitForAListenerBeyondItsDeadline() throws Exception {
        OrkaHome home = OrkaHome.of(directory.resolve("home"));
        BlockingEngine engine = BlockingEngine.listens(directory, home);
        repository(new StoryRepository(directory.resolve("p")));
        Path registry = registry();
        try (HostProcess host = HostProcess.start(home, registry)) {
            host.say("orka:apply");
            engine.block();
            new Thread(() -> host.say("orka:swap p v2"), "swap").start();
            await(engine::blocks);
            host.signal("TERM");

            assertThat(host.exit()).isZero();
            assertThat(host.output())
                    .contains("ORKA-PLUGIN-14: the host stops without waiting for bundle 'com.acme.engine'")
                    .contains("Stopped");
        }
    }

    @Test
    void aStopDoesNotWaitForABundleThatDoesNotStop() throws Exception {
        OrkaHome home = OrkaHome.of(directory.resolve("home"));
        BlockingEngine engine = BlockingEngine.stops(directory, home);
        try (HostProcess host = HostProcess.start(home, Files.writeString(directory.resolve("plugins.json"), "[]"))) {
            engine.block();
            host.signal("TERM");

            assertThat(host.exit()).isZero();
            assertThat(host.output())
                    .containsPattern(
                            "ORKA-HOST-13: the framework did not stop within [0-9]+ s: bundle 'com.acme.engine' is"
                                    + " in com.acme.engine.Engine.block\\(Engine.java:")
                    .contains("Stopped");
        }
    }

    private Path registry() throws Exception {
        return Files.writeString(
                directory.resolve("plugins.json"),
                "[{ \"name\": \"p\", \"version\": \"v1\", \"repo\": \"p\", \"service\": \"S\" }]");
    }
}
