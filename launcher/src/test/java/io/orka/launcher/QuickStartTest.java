package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first plugin works when it is typed as it is printed: from its files to a swap in a running host. */
class QuickStartTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Every command is printed before it runs; what runs in the background ends with the script. */
    private static final String BEGIN = """
            set -eux
            trap 'kill $(jobs -p) 2>/dev/null || true; wait' EXIT
            """;

    private static final String END = """
            orka exec -- 'orka:call hello@v0.2.0 HelloWorld name=Ada' 'orka:list'
            """;

    @TempDir
    private Path directory;

    @Test
    void theReadmesFirstPluginIsCalledAndSwapped() throws Exception {
        QuickStart quickStart = QuickStart.of(ROOT, ROOT.resolve("README.md"));

        assertThat(quickStart.script())
                .as(quickStart.heading())
                .contains(
                        "Hello.java", "config.json", "plugins.json", "orka exec", "orka run", "orka:swap hello v0.2.0");
        assertThat(quickStart.answers()).isNotEmpty();
        assertThat(said(BEGIN + quickStart.script() + END))
                .contains(quickStart.answers())
                .containsPattern("hello +v0\\.2\\.0 +ACTIVE");
    }

    private String said(String script) throws Exception {
        Path file = directory.resolve("quick-start.sh");
        Path output = directory.resolve("output.txt");
        Files.writeString(file, script.replace("/home/ada", directory.toString()));
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

    /** A directory with {@code orka}, which runs these classes. */
    private Path program() throws Exception {
        Path place = Files.createDirectories(directory.resolve("program"));
        String command =
                String.join("' '", new CommandProcesses(directory).builder().command());
        Path program = Files.writeString(place.resolve("orka"), "#!/bin/sh\nexec '" + command + "' \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return place;
    }
}
