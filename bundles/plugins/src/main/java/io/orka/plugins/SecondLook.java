package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.InvalidRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads the registry file once more, some time after new content was read. A file watcher misses new content that is
 * reverted between two checks, although a pass may have read and applied this content.
 */
final class SecondLook {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Environment environment;
    private final AppliedRevision revision;
    private final AutomaticApply automatic;
    private final AtomicInteger requests = new AtomicInteger();

    SecondLook(Environment environment, AppliedRevision revision, AutomaticApply automatic) {
        this.environment = requireNonNull(environment, "environment is null");
        this.revision = requireNonNull(revision, "revision is null");
        this.automatic = requireNonNull(automatic, "automatic is null");
    }

    /**
     * Requests a read. Many requests cause one or two reads, the last read at least a full pause after the last
     * request. Safe for use by multiple threads.
     */
    void soon() {
        if (requests.getAndIncrement() == 0) {
            environment.after(PAUSE, this::look);
        }
    }

    private void look() {
        if (requests.getAndSet(0) > 1) {
            soon();
        }
        try {
            if (!revision.isLatest()) {
                CompletableFuture<Report> unused = automatic.fileChanged();
                soon(); // the change may be reverted before the file watcher checks the file
            }
        } catch (InvalidRegistry broken) {
            soon();
        }
    }
}
