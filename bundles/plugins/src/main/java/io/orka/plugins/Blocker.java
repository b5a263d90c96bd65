package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * Code of an engine bundle or an embedding application that blocks the lifecycle thread, so that all plugin changes
 * wait.
 *
 * @param owner the owner of the code, such as {@code bundle 'com.acme.engine'}
 * @param line the position of the code, such as {@code com.acme.Engine.bind(Engine.java:41)}
 * @param since the time at which the code was first found at this position
 */
public record Blocker(String owner, String line, Instant since) {

    /** Checks for null. */
    public Blocker {
        requireNonNull(owner, "owner is null");
        requireNonNull(line, "line is null");
        requireNonNull(since, "since is null");
    }

    /**
     * Describes the block.
     *
     * @param now the current time
     * @return one line with an error code and a remedy
     */
    public String line(Instant now) {
        return PluginsFailure.listenerBlocks(this, Duration.between(since, now)).line();
    }

    /** Describes the block like {@link #line(Instant)}, for a host that stops without waiting for this code. */
    String lineAtStop() {
        return PluginsFailure.stopsWithout(this, Duration.between(since, Instant.now()))
                .line();
    }
}
