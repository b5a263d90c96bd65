package io.orka.launcher;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The registry file of the running host. Commands for another file are rejected. */
final class RunningRegistry {

    private RunningRegistry() {}

    static void write(OrkaHome home, Path registry) {
        RunFile file = RunFile.registry(home);
        try {
            file.tell(registry.toAbsolutePath().normalize().toString());
        } catch (IOException e) {
            throw HostFailure.homeNotUsable(file.file(), e);
        }
    }

    /** Rejects a registry file other than the registry file of the running host. */
    static void check(OrkaHome home, @Nullable Path given) {
        if (given == null) {
            return;
        }
        RunFile file = RunFile.registry(home);
        try {
            Path running = Path.of(file.read());
            if (!running.equals(given.toAbsolutePath().normalize())) {
                throw HostFailure.otherRegistry(home.directory(), running);
            }
        } catch (IOException e) {
            throw HostFailure.homeNotUsable(file.file(), e);
        }
    }
}
