package io.orka.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Karaf: the author builds with Maven and moves the bundle into {@code deploy} of a running Karaf. */
final class KarafChange implements Change {

    private final boolean libraries;
    private final Path project;
    private final List<Path> host;
    private final ForkedMaven maven;
    private final KarafContainer karaf;
    private final MeasuredProcess process;
    private boolean fetched;

    /**
     * Creates the change for one project.
     *
     * @param karaf the container that gets the bundle; its engine bundle calls each new plugin
     * @param process the running process of Karaf
     */
    KarafChange(
            boolean libraries,
            KarafContainer karaf,
            MeasuredProcess process,
            Path project,
            List<Path> host,
            ForkedMaven maven) {
        this.libraries = libraries;
        this.project = project;
        this.host = List.copyOf(host);
        this.maven = maven;
        this.karaf = karaf;
        this.process = process;
    }

    static String who(boolean libraries) {
        return "Maven forked + Karaf " + Peers.KARAF + (libraries ? ", 3 libraries" : "");
    }

    @Override
    public String who() {
        return who(libraries);
    }

    @Override
    public void write(int version) throws IOException, InterruptedException {
        Path embedded = project.resolve("target/classes/lib");
        if (libraries && !Files.isDirectory(embedded)) {
            new PluginProject(true, version).writeForKaraf(project, host, List.of());
            maven.fetch(project);
        }
        new PluginProject(libraries, version).writeForKaraf(project, host, names(embedded));
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void bring(int version) throws Exception {
        if (fetched) {
            maven.build(project);
        } else {
            maven.fetch(project);
            fetched = true;
        }
        Path jar = karaf.base().resolve(jarName());
        Files.copy(project.resolve("target/plugin-1.jar"), jar, StandardCopyOption.REPLACE_EXISTING);
        Files.move(jar, karaf.deploy().resolve(jarName()), StandardCopyOption.REPLACE_EXISTING);
        process.answered(new PluginProject(libraries, version).answer());
    }

    private String jarName() {
        return libraries ? "libraries.jar" : "plain.jar";
    }
}
