package io.orka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which registry file the host on a home runs with, so that nobody believes another one was applied. */
final class RunningRegistry {

    private RunningRegistry() {}

    static void write(OrkaHome home, Path registry) {
        try {
            Files.writeString(place(home), registry.toAbsolutePath().normalize().toString());
        } catch (IOException e) {
            throw HostFailure.homeNotUsable(place(home), e);
        }
    }

    /** Refuses a registry file that is not the one of the running host. */
    static void check(OrkaHome home, @Nullable Path given) {
        if (given == null) {
            return;
        }
        try {
            Path running = Path.of(Files.readString(place(home)));
            if (!running.equals(given.toAbsolutePath().normalize())) {
                throw HostFailure.otherRegistry(home.directory(), running);
            }
        } catch (IOException e) {
            throw HostFailure.homeNotUsable(place(home), e);
        }
    }

    private static Path place(OrkaHome home) {
        return home.run().resolve("registry");
    }
}
