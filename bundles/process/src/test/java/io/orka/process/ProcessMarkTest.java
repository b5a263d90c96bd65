package io.orka.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The host does not wait for marked processes of another user, which it cannot end. */
class ProcessMarkTest {

    private static final String SETPRIV = "/usr/bin/setpriv";
    private static final String PRLIMIT = "/usr/bin/prlimit";
    private static final String NOBODY = "65534";

    private final ProcessMark mark = ProcessMark.ofHost(UUID.randomUUID()).fresh(0);

    @Test
    void whatRunsAsAnotherUserIsNotWaitedFor() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of(SETPRIV))
                        && Files.isExecutable(Path.of(PRLIMIT))
                        && start(SETPRIV, "--bounding-set=-kill", "--reuid=" + NOBODY, "true")
                                        .waitFor()
                                == 0,
                "left out: this user cannot start processes of another one");
        Process other = start(
                SETPRIV,
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                PRLIMIT,
                "--rttime=" + mark.limitMark() + ":",
                "sleep",
                "1000");
        try {
            while (other.isAlive() && !mark.marked().contains(other.toHandle())) {
                Thread.onSpinWait();
            }

            Process host = start(
                    SETPRIV,
                    "--bounding-set=-kill",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    PowerlessHost.class.getName(),
                    mark.value(),
                    Long.toString(mark.limitMark()));
            String said = new String(host.getInputStream().readAllBytes(), UTF_8);

            assertThat(said)
                    .contains("Could not kill processes of a plugin: [" + other.pid() + "]")
                    .endsWith("waited 0\n");
            assertThat(other.isAlive()).isTrue();
            mark.endAll();
            assertThat(other.waitFor()).isEqualTo(137);
        } finally {
            other.destroyForcibly();
        }
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
