package io.orka.benchmarks;

import io.orka.checkout.LocalRepository;
import io.orka.launcher.Orka;
import io.orka.plugins.Report;
import io.orka.sdk.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Orka: the author commits, and reloads the plugin in a running host. */
final class OrkaChange implements Change {

    /** The build: with javac, with Maven, or with Maven and libraries. */
    enum Kind {
        JAVAC("Orka, javac", 35, false, false),
        MAVEN("Orka, Maven", 60, true, false),
        LIBRARIES("Orka, Maven, 3 libraries", 120, true, true);

        final String who;
        /** The goal, in milliseconds. */
        final double limit;

        final boolean maven;
        final boolean libraries;

        Kind(String who, double limit, boolean maven, boolean libraries) {
            this.who = who;
            this.limit = limit;
            this.maven = maven;
            this.libraries = libraries;
        }

        /** Returns the plugin's key, which is also the name of its repository's directory. */
        String key() {
            return "ping-" + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Orka host;
    private final Kind kind;
    private final Path repositories;

    OrkaChange(Orka host, Kind kind, Path repositories) {
        this.host = host;
        this.kind = kind;
        this.repositories = repositories;
    }

    @Override
    public String who() {
        return kind.who;
    }

    /** Commits a version to the plugin's repository, and creates the repository if it does not exist. */
    static void commit(Path repositories, Kind kind, int version) throws IOException {
        Path repository = repositories.resolve(kind.key());
        LocalRepository git = LocalRepository.create(repository);
        new PluginProject(kind.libraries, version).writeForOrka(repository, kind.maven);
        git.commit("Version " + version);
    }

    @Override
    public void write(int version) throws IOException {
        commit(repositories, kind, version);
    }

    @Override
    public void bring(int version) {
        Report report = host.plugins().reload(kind.key());
        Object answer = host.call(kind.key(), new Request("Ping")).data();
        if (!report.ok() || !new PluginProject(kind.libraries, version).answer().equals(answer)) {
            throw new IllegalStateException(answer + ": " + report);
        }
    }
}
