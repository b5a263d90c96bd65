package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Instant;

/**
 * The host that a shell belongs to.
 *
 * @param home the host's home directory
 * @param version the version of Orka
 * @param pid the host's process ID
 * @param since the time of the host's start
 */
public record HostIdentity(Path home, String version, long pid, Instant since) {

    /** Rejects {@code null}. */
    public HostIdentity {
        requireNonNull(home, "home is null");
        requireNonNull(version, "version is null");
        requireNonNull(since, "since is null");
    }

    /** Returns the first line of an interactive session. */
    String greeting(int plugins) {
        return "Orka " + version + " on " + home + ": " + plugins + (plugins == 1 ? " plugin" : " plugins")
                + ". Run orka:help for the list of commands.";
    }
}
