package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.OrkaFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the registry automatically, at the start and when its file changes. Does nothing in a host that applies on
 * command.
 */
final class AutomaticApply {

    private static final Logger LOG = LoggerFactory.getLogger(AutomaticApply.class);

    private final HostState state;
    private final LifecycleExecutor lifecycle;
    private final AppliedRevision revision;
    private final NameReconciler reconciler;
    private final CommandRunner runner;
    private final Settling settling;

    AutomaticApply(
            HostState state,
            LifecycleExecutor lifecycle,
            AppliedRevision revision,
            NameReconciler reconciler,
            CommandRunner runner,
            Settling settling) {
        this.state = requireNonNull(state, "state is null");
        this.lifecycle = requireNonNull(lifecycle, "lifecycle is null");
        this.revision = requireNonNull(revision, "revision is null");
        this.reconciler = requireNonNull(reconciler, "reconciler is null");
        this.runner = requireNonNull(runner, "runner is null");
        this.settling = requireNonNull(settling, "settling is null");
    }

    /** Applies the file if its content differs from the content applied last. */
    CompletableFuture<Report> apply() {
        return settling.first(() -> isDue() ? runner.run(() -> {}, this::applied) : nothing());
    }

    /** Applies the file after a change of the file. Failures are logged, unless the host stops. */
    CompletableFuture<Report> fileChanged() {
        return settling.until(() -> state.phase().isRunning() && isDue() ? lifecycle.begin(this::applied) : nothing())
                .whenComplete((report, thrown) -> {
                    if (thrown != null && state.phase().isRunning()) {
                        log(StageFailed.causeOf(thrown));
                    }
                });
    }

    private static void log(Throwable cause) {
        if (cause instanceof OrkaFailure failure) {
            LOG.error("Keeping the current plugins. {}", failure.line());
        } else {
            LOG.error("Some changes of the registry were not applied", cause);
        }
    }

    private CompletableFuture<Report> applied() {
        return reconciler.apply(Trigger.AUTOMATIC);
    }

    private static CompletableFuture<Report> nothing() {
        return CompletableFuture.completedFuture(new Report(List.of()));
    }

    private boolean isDue() {
        if (!state.desired().onCommand()) {
            return revision.takeOver();
        }
        List<String> pending = revision.pending();
        if (!pending.isEmpty()) {
            LOG.info("The registry was edited; run orka:apply to apply the changes of {}", pending);
        }
        return false;
    }
}
