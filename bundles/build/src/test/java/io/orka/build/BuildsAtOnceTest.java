package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.checkout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shared and separate build workers have one common limit. */
class BuildsAtOnceTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSeparateAndASharedWorkerNeverRunAtOnce(boolean separateFirst) throws Exception {
        Path goOn = directory.resolve("go-on");
        Checkout first = build("first", separateFirst, goOn);
        Checkout second = build("second", !separateFirst, directory);
        Path told = directory.resolve("told");
        try (Builds builds = new Builds(
                Fixture.tools(directory.resolve("settings.xml")),
                directory.resolve("logs"),
                directory.resolve("work"),
                LONG,
                1)) {
            FutureTask<BuiltJar> one = new FutureTask<>(() -> builds.build(first, phase -> {}));
            new Thread(one).start();
            await(directory.resolve("first"), one);
            FutureTask<BuiltJar> two = new FutureTask<>(() -> builds.build(second, phase -> tell(phase, told)));
            new Thread(two).start();
            await(told, two);

            assertThat(told).exists();
            assertThat(directory.resolve("second")).doesNotExist();
            Files.createFile(goOn);
            assertThat(one.get(LONG.toSeconds(), TimeUnit.SECONDS).jar()).isRegularFile();
            assertThat(two.get(LONG.toSeconds(), TimeUnit.SECONDS).jar()).isRegularFile();
            assertThat(directory.resolve("second")).exists();
            assertThat(directory.resolve("both")).doesNotExist();
        }
    }

    private static void tell(String phase, Path told) {
        if (phase.equals("waiting for another build")) {
            try {
                Files.createFile(told);
            } catch (IOException e) {
                throw new IllegalStateException("told twice", e);
            }
        }
    }

    private static void await(Path file, FutureTask<?> build) {
        while (!Files.exists(file) && !build.isDone()) {
            Thread.onSpinWait();
        }
    }

    /**
     * A build that creates a file when it begins, runs until another file exists, and reports a build that runs at the
     * same time.
     */
    private Checkout build(String name, boolean separate, Path until) throws IOException {
        Checkout checkout = WildProject.of(directory, """
                java.io.File running = new java.io.File("%1$s/running");
                if (!running.createNewFile()) new java.io.File("%1$s/both").createNewFile();
                new java.io.File("%1$s/%2$s").createNewFile();
                while (!new java.io.File("%3$s").exists()) Thread.sleep(5);
                running.delete();
                """.formatted(directory, name, until));
        if (separate) {
            new Fixture(checkout.root()).with(".mvn/jvm.config", "-Dacme=1\n");
        }
        return checkout;
    }
}
