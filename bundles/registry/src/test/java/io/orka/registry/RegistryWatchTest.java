package io.orka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.durable.AtomicFile;
import io.orka.durable.Written;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryWatchTest {

    private static final Duration INTERVAL = Duration.ofMillis(5);

    @TempDir
    Path directory;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("plugins.json");
    }

    @Test
    void tellsOfEachNewContentAlsoOfEqualSize() throws Exception {
        write("[1]");
        try (RegistryWatch watch = new RegistryWatch(file, INTERVAL, this::tell)) {
            assertThat(watch).isNotNull();
            for (int i = 2; i < 10; i++) {
                write("[" + i + "]");
                assertThat(next()).isEqualTo("[" + i + "]");
            }
        }
    }

    @Test
    void tellsOfTheFilesComingAndGoing() throws Exception {
        try (RegistryWatch watch = new RegistryWatch(file, INTERVAL, this::tell)) {
            assertThat(watch).isNotNull();
            write("[]");
            assertThat(next()).isEqualTo("[]");
            Files.delete(file);
            assertThat(next()).isEqualTo("gone");
            write("[half");
            assertThat(next()).isEqualTo("[half");
        }
    }

    @Test
    void sameBytesWrittenAnewAreNoChange() throws Exception {
        write("[1]");
        try (RegistryWatch watch = new RegistryWatch(file, INTERVAL, this::tell)) {
            assertThat(watch).isNotNull();
            write("[1]");
            write("[2]");
            assertThat(next()).isEqualTo("[2]");
            assertThat(told).isEmpty();
        }
    }

    @Test
    void survivesWhateverTheActionThrows() throws Exception {
        write("[0]");
        Runnable failing = () -> {
            tell();
            Thread.currentThread().interrupt();
            throw new AssertionError("an action that fails");
        };
        try (RegistryWatch watch = new RegistryWatch(file, INTERVAL, failing)) {
            assertThat(watch).isNotNull();
            write("[1]");
            assertThat(next()).isEqualTo("[1]");
            write("[2]");
            assertThat(next()).isEqualTo("[2]");
        }
    }

    @Test
    void itsThreadIsNamedIsADaemonAndEndsWithTheWatch() throws Exception {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        write("[1]");
        Thread thread;
        try (RegistryWatch watch = new RegistryWatch(file, INTERVAL, () -> threads.add(Thread.currentThread()))) {
            assertThat(watch).isNotNull();
            write("[2]");
            thread = threads.poll(10, TimeUnit.SECONDS);
            assertThat(thread).isNotNull();
            assertThat(thread.getName()).isEqualTo("orka-registry-watch");
            assertThat(thread.isDaemon()).isTrue();
        }
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void refusesAnIntervalThatNeverPasses() {
        assertThatThrownBy(() -> new RegistryWatch(file, Duration.ZERO, this::tell))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Writes atomically, so that the watch never reads a partial file. */
    private void write(String text) throws IOException {
        AtomicFile.replace(Written.REGISTRY, file, text.getBytes(StandardCharsets.UTF_8), () -> true);
    }

    private void tell() {
        try {
            told.add(Files.exists(file) ? Files.readString(file) : "gone");
        } catch (IOException e) {
            told.add(e.toString());
        }
    }

    private String next() throws InterruptedException {
        return told.poll(10, TimeUnit.SECONDS);
    }
}
