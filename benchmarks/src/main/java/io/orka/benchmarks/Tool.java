package io.orka.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs and returns their output.
 *
 * @param directory the working directory
 * @param environment additional environment variables
 */
record Tool(Path directory, Map<String, String> environment) {

    private static final long PATIENCE_MINUTES = 5;

    /** Runs a program and returns its standard output. If it fails, the {@link IOException} contains all output. */
    String run(List<String> command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("orka-benchmarks", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command + " does not end");
            }
            if (process.exitValue() != 0) {
                throw new IOException(command.get(0) + " failed: " + (printed + Files.readString(errors)).strip());
            }
            return printed;
        } finally {
            Files.delete(errors);
        }
    }
}
