package io.orka.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which home, and which registry file. */
final class HomeOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The host's directory; by default $ORKA_HOME, or .orka in your home directory.")
    private @Nullable Path home;

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            description = "The registry file; by default config/plugins.json in the host's directory.")
    private @Nullable Path registry;

    /** Given none of them; picocli gives them later. */
    HomeOptions() {}

    HomeOptions(@Nullable Path home, @Nullable Path registry) {
        this.home = home;
        this.registry = registry;
    }

    OrkaHome home() {
        return home == null || home.toString().isBlank()
                ? OrkaHome.fromEnvironment(System.getenv())
                : OrkaHome.of(home);
    }

    /** The registry file the user named, if any. */
    @Nullable
    Path givenRegistry() {
        return registry;
    }

    /** The registry file; the home's own one is made, empty, for a home that is new. */
    Path registry() {
        if (registry != null) {
            return registry.toAbsolutePath();
        }
        Path file = home().registryFile();
        try {
            // Where a lock remembers plugins, a registry that is gone is a loss to be told, not the wish for none.
            if (Files.notExists(file) && Files.notExists(home().lockFile())) {
                home().create();
                Path template = Distribution.find().directory().resolve("config/plugins.json");
                if (Files.exists(template)) {
                    Files.copy(template, file);
                } else {
                    Files.writeString(file, "[]\n", StandardCharsets.UTF_8);
                }
            }
            return file;
        } catch (IOException e) {
            throw HostFailure.homeNotUsable(file, e);
        }
    }
}
