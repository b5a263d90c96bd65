package io.orka.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A lack of disk space, memory or threads is recognized only by the exceptions of the JVM and the system. */
class MachineTroubleTest {

    @Test
    void aFullDiskIsToldByTheSystem() {
        Throwable full = catchThrowable(() -> {
            try (OutputStream out = Files.newOutputStream(Path.of("/dev/full"))) {
                out.write(1);
            }
        });

        assertThat(MachineTrouble.in(new IllegalStateException("no bundle", full)))
                .contains(MachineTrouble.DISK_FULL);
    }

    @Test
    void whatPluginsAndCompilersSayIsNoProof() {
        assertThat(MachineTrouble.in(new IllegalStateException("cannot find symbol: class OutOfMemoryErrorHandler")))
                .isEmpty();
        assertThat(MachineTrouble.in(new IllegalStateException("the probe answered: No space left on device")))
                .isEmpty();
    }

    @Test
    void aFileThatIsMissingIsNoTroubleOfTheMachine() {
        assertThat(MachineTrouble.in(new UncheckedIOException(new NoSuchFileException("plugins.json"))))
                .isEmpty();
    }

    @Test
    void memoryAndThreadsAreToldApart() {
        Throwable memory = catchThrowable(
                () -> assertThat(new long[1_000][Integer.MAX_VALUE - 8]).isEmpty());

        assertThat(MachineTrouble.in(memory)).contains(MachineTrouble.NO_MEMORY);
        assertThat(MachineTrouble.in(new OutOfMemoryError("unable to create native thread: possibly out of memory")))
                .contains(MachineTrouble.NO_THREADS);
    }

    @Test
    void aProgramThatCannotBeStartedIsToldByItsNumber() {
        IOException again = new IOException("Cannot run program \"go\": error=11, Resource temporarily unavailable");

        assertThat(MachineTrouble.in(again)).contains(MachineTrouble.NO_THREADS);
    }

    @Test
    void causesThatGoRoundEnd() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(MachineTrouble.in(first)).isEmpty();
    }
}
