package io.orka.benchmarks;

import io.orka.benchmarks.subject.PingExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A small program with PF4J and plugins as jars in a directory.
 *
 * @param jdk the JDK that runs the program
 * @param directory the parent directory of the plugins
 * @param each whether the extension of each plugin is fetched, or of one plugin
 */
record Pf4jContainer(Jdk jdk, Path directory, boolean each) implements Container {

    /** Writes the plugins. */
    static void install(Path directory, int plugins) throws IOException {
        for (int i = 0; i < plugins; i++) {
            String name = StoredPlugins.name(i);
            PluginJar.pf4j(name, PingExtension.class).write(directory.resolve("plugins/" + name + ".jar"));
        }
    }

    @Override
    public String who() {
        return "PF4J " + Peers.PF4J + (each ? ", each extension fetched" : ", one extension fetched");
    }

    @Override
    public MeasuredProcess start() throws IOException {
        Path answers = directory.resolve("answers");
        return MeasuredProcess.start(
                directory,
                answers,
                Map.of(),
                List.of(
                        jdk.home().resolve("bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Pf4jMain.class.getName(),
                        directory.resolve("plugins").toString(),
                        answers.toString(),
                        Boolean.toString(each)));
    }
}
