package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.InvalidRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads the registry file once more, some time after somebody has read a new content. Who watches the file does not see a
 * content that came and went between two looks; a pass may have read and applied it all the same.
 */
final class SecondLook {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Environment environment;
    private final AppliedRevision revision;
    private final AutomaticApply automatic;
    private final AtomicBoolean pending = new AtomicBoolean();

    SecondLook(Environment environment, AppliedRevision revision, AutomaticApply automatic) {
        this.environment = requireNonNull(environment, "environment is null");
        this.revision = requireNonNull(revision, "revision is null");
        this.automatic = requireNonNull(automatic, "automatic is null");
    }

    /** Called from any thread; looks once for many calls. */
    void soon() {
        if (pending.compareAndSet(false, true)) {
            environment.after(PAUSE, this::look);
        }
    }

    private void look() {
        pending.set(false);
        try {
            if (!revision.isLatest()) {
                CompletableFuture<Report> unused = automatic.fileChanged();
                soon(); // what it has read may be gone before whoever watches the file looks
            }
        } catch (InvalidRegistry broken) {
            soon();
        }
    }
}
