package io.orka.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the home directory and the registry file. */
final class HomeOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The host's home directory. By default $ORKA_HOME, or else ~/.orka.")
    private @Nullable Path home;

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            description = "The registry file. By default config/plugins.json in the home directory.")
    private @Nullable Path registry;

    /** For picocli, which sets the options later. */
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

    /** Returns the registry file of the option, or {@code null}. */
    @Nullable
    Path givenRegistry() {
        return registry;
    }

    /** Returns the registry file. In a new home directory, this method creates an empty registry. */
    Path registry() {
        if (registry != null) {
            return registry.toAbsolutePath();
        }
        Path file = home().registryFile();
        try {
            // If a lock file exists, a missing registry is reported as an error and not replaced.
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
