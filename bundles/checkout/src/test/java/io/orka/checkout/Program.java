package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Programs of this machine that tests need; one that is missing or fails fails the test. */
final class Program {

    private Program() {}

    /** Runs it to its end and answers what it prints. */
    static String run(List<String> command) throws IOException, InterruptedException {
        return run(Path.of("").toAbsolutePath(), command);
    }

    /** Runs it in a directory. */
    static String run(Path directory, List<String> command) throws IOException, InterruptedException {
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
