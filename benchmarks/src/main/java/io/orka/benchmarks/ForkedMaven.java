package io.orka.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Maven of Orka's distribution, run as a separate process for each build.
 *
 * @param home Maven's directory
 */
record ForkedMaven(Path home) {

    /** Runs {@code mvn package} quietly and offline. */
    void build(Path project) throws IOException, InterruptedException {
        run(project, true);
    }

    /** Runs {@code mvn package} quietly and online: the first build fetches its dependencies. */
    void fetch(Path project) throws IOException, InterruptedException {
        run(project, false);
    }

    private void run(Path project, boolean offline) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/mvn").toString(), "-q", "-B", "package"));
        if (offline) {
            command.add("-o");
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", Jdk.current().home().toString());
        Process maven = builder.start();
        maven.getOutputStream().close();
        String printed = new String(maven.getInputStream().readAllBytes(), UTF_8);
        if (maven.waitFor() != 0) {
            throw new IOException("the build fails: " + printed);
        }
    }
}
