package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * Engine code that holds the lifecycle thread, so that every change of a plugin waits for it.
 *
 * @param owner whose code it is, such as {@code bundle 'com.acme.engine'}
 * @param line where it is, such as {@code com.acme.Engine.bind(Engine.java:41)}
 * @param since when it was first seen there
 */
public record Blocker(String owner, String line, Instant since) {

    /** Checks that nothing is missing. */
    public Blocker {
        requireNonNull(owner, "owner is null");
        requireNonNull(line, "line is null");
        requireNonNull(since, "since is null");
    }

    /**
     * For how long it has held the thread, in words.
     *
     * @param now the time now
     * @return one line with a code and what to do
     */
    public String line(Instant now) {
        return PluginsFailure.listenerBlocks(this, Duration.between(since, now)).line();
    }

    /** The same for a host that stops and waits no longer. */
    String lineAtStop() {
        return PluginsFailure.stopsWithout(this, Duration.between(since, Instant.now()))
                .line();
    }
}
