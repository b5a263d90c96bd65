package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the registry without a command: at the start, and when its file changes. Not in a host that applies on command. */
final class AutomaticApply {

    private static final Logger LOG = LoggerFactory.getLogger(AutomaticApply.class);

    private final AppliedRevision revision;
    private final DesiredState desired;
    private final Settling settling;
    private final NameReconciler reconciler;
    private final LifecycleThread lifecycleThread;
    private final BooleanSupplier closing;

    AutomaticApply(
            AppliedRevision revision,
            DesiredState desired,
            Settling settling,
            NameReconciler reconciler,
            LifecycleThread lifecycleThread,
            BooleanSupplier closing) {
        this.revision = requireNonNull(revision, "revision is null");
        this.desired = requireNonNull(desired, "desired is null");
        this.settling = requireNonNull(settling, "settling is null");
        this.reconciler = requireNonNull(reconciler, "reconciler is null");
        this.lifecycleThread = requireNonNull(lifecycleThread, "lifecycleThread is null");
        this.closing = requireNonNull(closing, "closing is null");
    }

    /** Returns when it is done. */
    Report apply(Runnable requireRunning) {
        return settling.first(() -> {
            if (!isDue()) {
                return new Report(List.of());
            }
            requireRunning.run();
            return settling.during(() -> lifecycleThread.await(() -> reconciler.apply(Trigger.BY_ITSELF)));
        });
    }

    /** Returns at once. */
    void begin() {
        CompletableFuture<Report> unused = settling.during(this::begun).whenComplete((report, failure) -> {
            if (failure != null) {
                LOG.error("The registry's changes were not all applied", failure);
            }
        });
    }

    private CompletableFuture<Report> begun() {
        return !closing.getAsBoolean() && isDue()
                ? settling.until(() -> lifecycleThread.begin(() -> reconciler.apply(Trigger.BY_ITSELF)))
                : CompletableFuture.completedFuture(new Report(List.of()));
    }

    private boolean isDue() {
        if (!desired.onCommand()) {
            return revision.takeOver();
        }
        List<String> pending = revision.pending();
        if (!pending.isEmpty()) {
            LOG.info("The registry was edited; orka:apply applies it to {}", pending);
        }
        return false;
    }
}
