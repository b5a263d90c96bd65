package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps a socket from letting clients in for a time, such as a lack of descriptors, threads or memory: each kind is
 * logged once, and so is the end. Used by one thread.
 */
final class Shortage {

    private static final Logger LOG = LoggerFactory.getLogger(Shortage.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** So many kinds are enough for whoever reads the log. */
    private static final int MANY = 10;

    private final Path socket;
    private final Set<String> kinds = new HashSet<>();
    private Duration pause = FIRST;

    Shortage(Path socket) {
        this.socket = requireNonNull(socket, "socket is null");
    }

    /** Logs it, if its kind is new, and answers how long to wait before the next try. */
    Duration met(Throwable trouble) {
        Duration wait = pause;
        pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        if (kinds.size() < MANY && kinds.add(trouble.toString())) {
            LOG.warn("The control socket {} lets nobody in for now, and tries again: {}", socket, trouble.toString());
        }
        return wait;
    }

    /** A client is in, or the socket is there again. */
    void over() {
        if (!kinds.isEmpty()) {
            LOG.info("The control socket {} lets clients in again", socket);
            kinds.clear();
        }
        pause = FIRST;
    }
}
