package io.orka.benchmarks;

import io.orka.benchmarks.subject.FirstAnswer;
import io.orka.launcher.OrkaHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Orka as users start it, {@code orka run}, on a home whose store contains the plugins.
 *
 * @param who the container's name in the results
 * @param distribution the unpacked distribution
 * @param jdk the JDK that runs the host
 * @param home the host's home
 * @param plugins the number of plugins
 */
record OrkaContainer(String who, Path distribution, Jdk jdk, OrkaHome home, int plugins) implements Container {

    /** A note for figures: the state of the home at a start. */
    static final String NOTE =
            "Orka starts as in its second and later starts: with the JVM's archive of the classes of a start,"
                    + " and without files of earlier starts to delete.";

    private static final String ARCHIVES = "start-*.{jsa,aot}";

    /** Creates the home, with the engine bundle and the plugins. */
    static OrkaHome home(Path directory, int plugins) throws IOException {
        OrkaHome home = new StoredPlugins(OrkaHome.of(directory), List.of())
                .add(plugins)
                .write();
        PluginJar.bundle("engine", FirstAnswer.class)
                .classesBeside(FirstAnswer.class)
                .write(directory.resolve("bundles/engine.jar"));
        return home;
    }

    @Override
    public MeasuredProcess start() throws IOException {
        putEarlierLivesAside();
        Path answers = home.directory().resolve("answers");
        return MeasuredProcess.start(
                home.directory(),
                answers,
                Map.of(
                        "JAVA_HOME",
                        jdk.home().toString(),
                        "XDG_CACHE_HOME",
                        cache().toString(),
                        "ORKA_JAVA_OPTS",
                        "-Dorka.benchmarks.plugins=" + plugins + " -Dorka.benchmarks.answers=" + answers),
                List.of(
                        distribution.resolve("bin/orka").toString(),
                        "run",
                        "--home",
                        home.directory().toString(),
                        "--registry",
                        home.registryFile().toString()));
    }

    /** Also waits for the JVM's archive of the start, which a running host creates. */
    @Override
    public void warm() throws IOException, InterruptedException {
        try (MeasuredProcess first = start()) {
            first.answered(ANSWER);
            first.made(cache().resolve("orka"), ARCHIVES);
        }
    }

    /** Moves the caches of earlier hosts away: a long-running host has none. Deletion would slow down the start. */
    private void putEarlierLivesAside() throws IOException {
        Path lives = home.directory().resolve("run/framework");
        if (Files.exists(lives)) {
            Files.move(
                    lives, Files.createTempDirectory(home.directory(), "lives").resolve("framework"));
        }
    }

    /** Returns a separate cache, so that the measured start never uses the user's archive. */
    private Path cache() {
        return home.directory().resolve("cache-" + jdk.feature());
    }
}
