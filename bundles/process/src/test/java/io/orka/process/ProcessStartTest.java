package io.orka.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that fails to start is reported and leaves neither processes nor sockets behind. */
class ProcessStartTest {

    @TempDir
    private Path directory;

    private Processes processes;

    @BeforeEach
    void open() {
        processes = new Processes(
                directory.resolve("run"),
                directory.resolve("logs"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                LargeCalls.ofHeap());
    }

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void oneThatEndsSaysWhy() throws IOException {
        ProcessFailure failure = failure("/bin/sh", "-c", "echo no licence >&2; exit 3");
        assertThat(failure.code()).isEqualTo("ORKA-PROC-02");
        assertThat(failure.reason()).endsWith("it exited with code 3; its last output: no licence");
        assertThat(Files.readString(directory.resolve("logs/acme.log"))).contains("err no licence");
        assertNothingIsLeft();
    }

    @Test
    void oneThatNeverConnectsIsEndedWithItsChildren() throws IOException {
        ProcessFailure failure = failure("/bin/sh", "-c", "setsid sleep 1000 & sleep 1000");
        assertThat(failure.code()).isEqualTo("ORKA-PROC-03");
        assertNothingIsLeft();
    }

    @Test
    void oneThatIsNotThereIsTold() throws IOException {
        ProcessFailure failure = failure(directory.resolve("none").toString());
        assertThat(failure.code()).isEqualTo("ORKA-PROC-01");
        assertNothingIsLeft();
    }

    @Test
    void aHostThatIsThereAgainEndsWhatOneBeforeItLeft() throws IOException {
        Process left = new ProcessBuilder("sleep", "1000").start();
        Process other = new ProcessBuilder("sleep", "1000").start();
        try {
            ProcessBuilder marked = new ProcessBuilder("sleep", "1000");
            marked.environment().put(ProcessMark.VARIABLE, processes.freshMark().value());
            Process mine = marked.start();
            Processes next = new Processes(directory.resolve("run"), directory.resolve("logs"));
            next.close();
            assertThat(mine.onExit().join().exitValue()).isEqualTo(137);
            assertThat(other.isAlive()).isTrue();
        } finally {
            left.destroyForcibly();
            other.destroyForcibly();
        }
    }

    @Test
    void aHomeWithALongPathHasItsSocketsElsewhereAndTidiesUpThere() throws IOException {
        Path deep = directory.resolve("d".repeat(100)).resolve("run");
        Processes killed = new Processes(deep, directory.resolve("logs"));
        Path left = killed.freshDirectory();
        Files.createFile(left.resolve("socket"));
        Processes other = new Processes(directory.resolve("other/run"), directory.resolve("logs"));
        Path notOurs = Files.createTempDirectory(Path.of("/tmp"), "orka-" + "0".repeat(36) + "-");
        try (Processes next = new Processes(deep, directory.resolve("logs"))) {
            assertThat(left).doesNotExist();
            assertThat(notOurs).exists();
            assertThat(next.freshDirectory().toString().length()).isLessThan(90);
        } finally {
            other.close();
            killed.close();
            Files.delete(notOurs);
        }
    }

    @Test
    void theTimeToGetReadyIsGivenOnce() {
        ProcessFailure failure = failure(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LateProcess.class.getName());
        assertThat(failure.code()).isEqualTo("ORKA-PROC-03");
    }

    private ProcessFailure failure(String... command) {
        return catchThrowableOfType(
                ProcessFailure.class, () -> processes.start(LaunchSpec.of("acme", "acme", List.of(command))));
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(processes.mark().marked()).isEmpty();
        try (Stream<Path> files = Files.list(directory.resolve("run"))) {
            assertThat(files).isEmpty();
        }
    }
}
