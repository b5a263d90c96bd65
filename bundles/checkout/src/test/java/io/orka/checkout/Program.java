package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs programs of this machine for tests. If a program is missing, the test is skipped, or fails if all tests are
 * required. A program that ends with an error fails the test.
 */
final class Program {

    private static final boolean EVERYTHING = Boolean.getBoolean("orka.ci");

    private Program() {}

    /** Skips or fails the test if the program is missing. */
    static void needed(Path program) {
        boolean there = Files.exists(program);
        if (EVERYTHING) {
            assertThat(there).as(program + " is needed").isTrue();
        }
        assumeTrue(there, "left out: there is no " + program + " on this machine");
    }

    private static Path find(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of(name));
    }

    /** Runs a command to its end and returns its output. */
    static String run(List<String> command) throws IOException, InterruptedException {
        return run(Path.of("").toAbsolutePath(), command);
    }

    /** Runs a command in the given directory to its end and returns its output. */
    static String run(Path directory, List<String> command) throws IOException, InterruptedException {
        needed(find(command.get(0)));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
        return output;
    }
}
