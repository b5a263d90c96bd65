package io.orka.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a change in a separate process.
 *
 * @param output the file for all output of the process
 */
record ChangeProcess(Path output) {

    /** Runs the change in a JVM and returns the exit code. */
    int change(Change change, Path home, String... options) throws IOException, InterruptedException {
        return run(command(change, home, options));
    }

    static List<String> command(Change change, Path home, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Change.class.getName(), change.name(), home.toString()));
        return command;
    }

    /** Runs a program and returns the exit code. */
    int run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
