package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Which host a shell belongs to.
 *
 * @param home its directory
 * @param version of Orka
 * @param pid its process
 * @param since when it was started
 */
public record HostIdentity(Path home, String version, long pid, Instant since) {

    /** Checks for null. */
    public HostIdentity {
        requireNonNull(home, "home is null");
        requireNonNull(version, "version is null");
        requireNonNull(since, "since is null");
    }

    /** The first line of an interactive session. */
    String greeting(int plugins) {
        return "Orka " + version + " on " + home + ": " + plugins + (plugins == 1 ? " plugin" : " plugins")
                + ". orka:help lists the commands.";
    }
}
