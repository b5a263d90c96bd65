package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.checkout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers are started on demand and ended when they are idle. */
class WorkerSlotsTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final Set<ProcessHandle> before = workers();

    @Test
    void aSlowBuildHoldsUpNoOther() throws Exception {
        Path goOn = directory.resolve("go-on");
        Path begun = directory.resolve("begun");
        Checkout slow = WildProject.of(
                directory,
                "new java.io.File(\"%s\").createNewFile(); while (!new java.io.File(\"%s\").exists()) Thread.sleep(5);"
                        .formatted(begun, goOn));
        try (Builds builds = Fixture.builds(directory, LONG)) {
            FutureTask<BuiltJar> build = new FutureTask<>(() -> builds.build(slow, phase -> {}));
            new Thread(build).start();
            while (!Files.exists(begun) && !build.isDone()) {
                Thread.onSpinWait();
            }

            assertThat(builds.build(plain(), phase -> {}).jar()).isRegularFile();
            assertThat(build).isNotDone();

            Files.createFile(goOn);
            assertThat(build.get(LONG.toSeconds(), TimeUnit.SECONDS).jar()).isRegularFile();
        }
    }

    @Test
    void anIdleWorkerIsLetGoAndTheNextBuildWorks() throws Exception {
        try (Builds builds = new Builds(
                Fixture.tools(directory.resolve("settings.xml")),
                directory.resolve("logs"),
                directory.resolve("work"),
                LONG,
                2,
                Duration.ofMillis(1))) {
            for (int i = 0; i < 2; i++) {
                assertThat(builds.build(plain(), phase -> {}).jar()).isRegularFile();
                for (ProcessHandle worker : workers()) {
                    if (!before.contains(worker)) {
                        worker.onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);
                    }
                }
            }
        }
    }

    private Checkout plain() throws IOException {
        return new Fixture(Files.createTempDirectory(directory, "plain"))
                .with("src/main/java/acme/Hello.java", Fixture.HELLO)
                .checkout();
    }

    private static Set<ProcessHandle> workers() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }
}
