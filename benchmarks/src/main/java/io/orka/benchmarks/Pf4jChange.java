package io.orka.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PF4J: the author builds with Maven, copies the build to a directory, and reloads the plugin in a running host. */
final class Pf4jChange implements Change {

    private final boolean libraries;
    private final Path project;
    private final Path plugins;
    private final List<Path> host;
    private final ForkedMaven maven;
    private @Nullable Pf4jReload running;

    Pf4jChange(boolean libraries, Path directory, List<Path> host, ForkedMaven maven) throws IOException {
        this.libraries = libraries;
        this.project = directory.resolve("project");
        this.plugins = Files.createDirectories(directory.resolve("plugins"));
        this.host = List.copyOf(host);
        this.maven = maven;
    }

    static String who(boolean libraries) {
        return "Maven forked + PF4J " + Peers.PF4J + (libraries ? ", 3 libraries" : "");
    }

    @Override
    public String who() {
        return who(libraries);
    }

    @Override
    public void write(int version) throws IOException {
        new PluginProject(libraries, version).writeForPf4j(project, host);
    }

    @Override
    public void bring(int version) throws Exception {
        Pf4jReload before = running;
        if (before == null) {
            maven.fetch(project);
            running = new Pf4jReload(plugins, copied(version));
            return;
        }
        maven.build(project);
        Object answer = before.swap(copied(version));
        if (!new PluginProject(libraries, version).answer().equals(answer)) {
            throw new IllegalStateException("answered " + answer);
        }
    }

    /** Copies the build as a plugin directory, the fastest form to create. */
    private Path copied(int version) throws IOException {
        Path plugin = Files.createDirectories(plugins.resolve("ping-" + version));
        Files.writeString(plugin.resolve("plugin.properties"), "plugin.id=ping\nplugin.version=1.0." + version + "\n");
        Trees.copy(project.resolve("target/classes"), plugin.resolve("classes"));
        if (libraries) {
            Trees.copy(project.resolve("target/lib"), plugin.resolve("lib"));
        }
        return plugin;
    }
}
