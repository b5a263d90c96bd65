package io.orka.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailpointTest {

    private static final String OFF = "failpoints are off; start the JVM with -Dorka.failpoints=on";

    @TempDir
    Path directory;

    @Test
    void namesAreWhatIsWrittenAndTheStep() {
        assertThat(Failpoint.LOCK_FLUSH_DIRECTORY.label()).isEqualTo("lock.flush-directory");
        assertThat(Arrays.stream(Failpoint.values()).map(Failpoint::label))
                .doesNotHaveDuplicates()
                .allMatch(label -> label.matches("[a-z]+\\.[a-z-]+"));
    }

    @Test
    void throwsAtTheNumberedHitAndOnlyThere() throws IOException {
        try (Failpoint.Armed armed = Failpoint.arm("clone.write=throw:2")) {
            Failpoint.CLONE_WRITE.hit();
            Failpoint.CLONE_FLUSH.hit();
            assertThatIOException()
                    .isThrownBy(Failpoint.CLONE_WRITE::hit)
                    .withMessage("No space left on device (failpoint clone.write)");
            Failpoint.CLONE_WRITE.hit();
            assertThat(armed.hits()).isEqualTo(3);
        }
    }

    @Test
    void aDiskCanBeBrokenInsteadOfFull() {
        try (Failpoint.Armed armed = Failpoint.arm("clone.write=eio")) {
            assertThatIOException()
                    .isThrownBy(Failpoint.CLONE_WRITE::hit)
                    .withMessage("Input/output error (failpoint clone.write)");
        }
    }

    @Test
    void whatIsTakenAwayDoesNothing() {
        Failpoint.arm("clone.write=throw").close();
        assertThatCode(Failpoint.CLONE_WRITE::hit).doesNotThrowAnyException();
    }

    @Test
    void aStageFailsUnchecked() {
        try (Failpoint.Armed armed = Failpoint.arm("stage.wrapping=throw")) {
            assertThatCode(Failpoint.STAGE_WRAPPING::pass)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("failpoint stage.wrapping");
        }
    }

    @Test
    void aDelayEndsWithTheThreadsInterrupt() {
        try (Failpoint.Armed armed = Failpoint.arm("stage.building=delay:999999")) {
            Thread.currentThread().interrupt();
            assertThatIOException()
                    .isThrownBy(Failpoint.STAGE_BUILDING::hit)
                    .isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lock.rename",
                "lock.rename=burn",
                "lock.rename=throw:0",
                "lock.rename=delay",
                "on,",
                "lock.write=crash lock.flush=crash"
            })
    void whatIsNoPlanIsRefused(String plan) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Failpoint.arm(plan))
                .withMessageContaining("is not of the form lock.rename=crash");
    }

    @Test
    void anUnknownNameIsAnsweredWithAllThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Failpoint.arm("lock.wirte=crash"))
                .withMessageContaining("unknown failpoint 'lock.wirte'; the failpoints are lock.write, lock.flush, ");
    }

    @Test
    void withoutThePropertyNothingHappensAndNothingCanBeArmed() throws Exception {
        assertThat(passing(0, 3)).containsExactly("passed 1", "passed 2", "passed 3", OFF);
    }

    @Test
    void crashEndsTheProcessAsIfItWereKilled() throws Exception {
        assertThat(passing(137, 3, "-Dorka.failpoints=store.rename=crash:3")).containsExactly("passed 1", "passed 2");
    }

    @Test
    void aTraceNamesEveryPointAndChangesNothing() throws Exception {
        Path trace = Files.writeString(directory.resolve("trace"), "store.flush\n");
        assertThat(passing(0, 2, "-Dorka.failpoints.trace=" + trace)).containsExactly("passed 1", "passed 2", OFF);
        assertThat(trace).hasContent("store.flush\nstore.rename\nstore.rename\n");
    }

    private List<String> passing(int exit, int times, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Passing.class.getName(), "STORE_RENAME", String.valueOf(times)));
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as("%s", Files.readString(out)).isEqualTo(exit);
        return Files.readAllLines(out);
    }
}
