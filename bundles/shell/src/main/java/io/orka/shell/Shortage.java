package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks reasons why a socket cannot accept clients for a time, such as a lack of descriptors, threads or memory. Each
 * kind of reason is logged once. The end is also logged once. Not safe for use by multiple threads.
 */
final class Shortage {

    private static final Logger LOG = LoggerFactory.getLogger(Shortage.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** At most this many kinds are logged. */
    private static final int MANY = 10;

    private final Path socket;
    private final Set<String> kinds = new HashSet<>();
    private Duration pause = FIRST;

    Shortage(Path socket) {
        this.socket = requireNonNull(socket, "socket is null");
    }

    /** Logs a shortage of a new kind, and returns the time to wait before the next attempt. */
    Duration met(Throwable trouble) {
        Duration wait = pause;
        pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        if (kinds.size() < MANY && kinds.add(trouble.toString())) {
            LOG.warn("The control socket {} cannot accept clients; retrying: {}", socket, trouble.toString());
        }
        return wait;
    }

    /** Logs the end of the shortage: a client was accepted, or the socket was recreated. */
    void over() {
        if (!kinds.isEmpty()) {
            LOG.info("The control socket {} accepts clients again", socket);
            kinds.clear();
        }
        pause = FIRST;
    }
}
