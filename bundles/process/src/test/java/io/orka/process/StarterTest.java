package io.orka.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes get their mark and memory limit from {@code prlimit}. A process that removes its marks is not ended. */
class StarterTest {

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final long MEMORY = 1L << 28;

    @TempDir
    private Path directory;

    @BeforeEach
    void needPrlimit() {
        assumeTrue(Files.isExecutable(PRLIMIT), "left out: there is no " + PRLIMIT + " on this machine");
    }

    @Test
    void aProcessHasALimitMarkAndALimitOfMemory() throws Exception {
        String limits = limitsOfAPlugin(List.of());

        assertThat(limits).containsPattern("Max realtime timeout +[4-9][0-9]{18} +unlimited");
        assertThat(limits).containsPattern("Max data size +" + MEMORY + " +" + MEMORY);
    }

    @Test
    void whereNoLimitMarkCanBeSetMemoryIsLimitedAllTheSame() throws Exception {
        String limits = limitsOfAPlugin(List.of(PRLIMIT.toString(), "--rttime=1000000:1000000"));

        assertThat(limits).containsPattern("Max realtime timeout +1000000 +1000000");
        assertThat(limits).containsPattern("Max data size +" + MEMORY + " +" + MEMORY);
    }

    /** Returns the limits of a plugin's process. The prefix can limit the host itself. */
    private String limitsOfAPlugin(List<String> prefix) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LimitedHost.class.getName(),
                directory.toString(),
                Long.toString(MEMORY)));
        Process host = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(host.getInputStream().readAllBytes(), UTF_8);
        assertThat(host.waitFor()).as(said).isZero();
        return Files.readString(directory.resolve("logs/acme.log"));
    }

    @Test
    void aProgramThatGivesUpItsMarksIsNotEnded() throws IOException {
        try (Processes processes = new Processes(directory.resolve("run"), directory.resolve("logs"))) {
            Path kept = directory.resolve("kept");
            Path ended = directory.resolve("ended");
            String sleeper = "setsid sh -c 'echo $$ > %s; exec sleep 1000' > /dev/null 2>&1 &";
            String script = "env -u ORKA_PROCESS prlimit --rttime=unlimited " + sleeper.formatted(kept) + " env -i "
                    + sleeper.formatted(ended) + " until [ -s " + kept + " ] && [ -s " + ended + " ]; do :; done";

            assertThat(catchThrowable(
                            () -> processes.start(LaunchSpec.of("acme", "acme", List.of("/bin/sh", "-c", script)))))
                    .isInstanceOf(ProcessFailure.class);

            try {
                assertThat(runs(ended)).isFalse();
                assertThat(runs(kept)).isTrue();
            } finally {
                ProcessHandle.of(pid(kept)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    private static long pid(Path file) throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }

    private static boolean runs(Path file) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid(file)), "stat");
        try {
            String state = Files.readString(process).replaceFirst("(?s).*\\) ", "");
            return !state.startsWith("Z"); // a zombie process has ended
        } catch (IOException gone) {
            return false;
        }
    }
}
