package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first plugins on pages work as printed, from their files to a swap in a running host. */
class QuickStartTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Prints every command before it runs, and ends background processes with the script. */
    private static final String BEGIN = """
            set -eux
            trap 'kill $(jobs -p) 2>/dev/null || true; wait' EXIT
            """;

    private static final String CALL_NEXT = "orka exec -- 'orka:call hello@v0.2.0 HelloWorld name=Ada' 'orka:list'\n";

    @TempDir
    private Path directory;

    @Test
    void theReadmesFirstPluginIsCalledAndSwapped() throws Exception {
        QuickStart quickStart = QuickStart.of(ROOT, ROOT.resolve("README.md"), List.of("Quick start"));

        assertThat(quickStart.script())
                .contains(
                        "Hello.java",
                        "config.json",
                        "plugins.json",
                        "orka exec --registry",
                        "orka run",
                        "orka:swap hello");
        assertThat(quickStart.answers()).isNotEmpty();
        assertThat(said(quickStart.script() + CALL_NEXT))
                .contains(quickStart.answers())
                .containsPattern("hello +v0\\.2\\.0 +ACTIVE");
    }

    @Test
    void theTutorialsPluginIsCalledSwappedAndRolledBack() throws Exception {
        QuickStart quickStart = QuickStart.of(
                ROOT,
                ROOT.resolve("docs/get-started.md"),
                List.of("Write your first plugin", "Swap it for the next version"));

        assertThat(quickStart.script()).contains("orka:swap hello v0.2.0", "orka:rollback hello", "orka stop");
        assertThat(quickStart.answers()).isNotEmpty();
        assertThat(said(quickStart.script())).contains(quickStart.answers()).contains("Welcome, Ada!");
    }

    private String said(String script) throws Exception {
        Path file = directory.resolve("quick-start.sh");
        Path output = directory.resolve("output.txt");
        Files.writeString(file, (BEGIN + script).replace("/home/ada", directory.toString()));
        ProcessBuilder bash = new ProcessBuilder("bash", file.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().put("PATH", program() + ":" + System.getenv("PATH"));
        bash.environment().put("HOME", directory.toString());
        bash.environment().put("ORKA_HOME", directory.resolve("home").toString());
        for (String who : List.of("AUTHOR", "COMMITTER")) {
            bash.environment().put("GIT_" + who + "_NAME", "Ada");
            bash.environment().put("GIT_" + who + "_EMAIL", "ada@example.com");
        }
        Process process = bash.start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroy();
        String said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** Creates a directory with a program {@code orka} that runs these classes. */
    private Path program() throws Exception {
        Path place = Files.createDirectories(directory.resolve("program"));
        String command =
                String.join("' '", new CommandProcesses(directory).builder().command());
        Path program = Files.writeString(place.resolve("orka"), "#!/bin/sh\nexec '" + command + "' \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return place;
    }
}
