package io.orka.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs to their end, for what they print.
 *
 * @param directory where they run
 * @param environment what they see besides this process' own
 */
record Tool(Path directory, Map<String, String> environment) {

    private static final long PATIENCE_MINUTES = 5;

    /** Runs one; an {@link IOException} says what it printed when it fails. */
    String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command + " does not end");
        }
        if (process.exitValue() != 0) {
            throw new IOException(command.get(0) + " failed: " + printed.strip());
        }
        return printed;
    }
}
