package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.calls.Calls;
import io.orka.identity.PluginKey;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes the running plugins match the registry. Contains the commands of a host and connects their parts, on any {@link
 * Environment}.
 *
 * <p>A command edits the registry on the calling thread and continues on the lifecycle thread. Its future completes
 * when the command is done. Work on one name is serialized, and different names do not wait for each other. Commands
 * may come from any thread except the lifecycle thread. If the registry is invalid, the command throws or its future
 * fails.
 */
final class Reconciler {

    private final HostState state;
    private final Environment environment;
    private final Lifecycle lifecycle;
    private final NameReconciler byName;
    private final AppliedRevision revision;
    private final Settling settling;
    private final CommandRunner runner;
    private final Rollback rollback;
    private final EditCommands edits;
    private final AutomaticApply automatic;

    Reconciler(HostState state, Environment environment, Calls calls) {
        this.state = requireNonNull(state, "state is null");
        this.environment = requireNonNull(environment, "environment is null");
        lifecycle = new Lifecycle(state, environment, calls);
        Rollout rollout = new Rollout(state, environment, lifecycle);
        Removal removal = new Removal(state, rollout, lifecycle);
        PerNameQueue queue = new PerNameQueue(environment.lifecycle());
        byName = new NameReconciler(state, environment, lifecycle, rollout, removal, queue);
        state.lives().whenOneBegins(new Repair(state, environment, queue, rollout, byName)::watch);
        revision = new AppliedRevision(state.desired(), environment::requireChangeable);
        settling = new Settling(revision);
        runner = new CommandRunner(state.phase(), environment, settling);
        Names names = new Names(state);
        rollback = new Rollback(state, environment, rollout, names, revision);
        edits = new EditCommands(state.desired(), environment.edits(), names, revision, byName, runner);
        automatic = new AutomaticApply(state, environment.lifecycle(), revision, byName, runner, settling);
        if (!state.desired().onCommand()) {
            state.desired().whenNew(new SecondLook(environment, revision, automatic)::soon);
        }
    }

    /**
     * Restores the plugins that were active when the host last ran, from the store. Plugins that are no longer
     * registered are not restored. All plugins are restored if the registry is invalid, would remove most plugins, or
     * is applied on command.
     *
     * @return the number of plugins to restore
     */
    CompletableFuture<Integer> restore() {
        Set<PluginKey> locked = state.lockFile().entries().keySet();
        Set<PluginKey> asked = state.desired().onCommand() ? locked : Removal.keptAtRestart(locked, state.desired());
        return settling.until(() -> environment.lifecycle().begin(() -> byName.restore(asked)))
                .thenApply(done -> asked.size());
    }

    /** Applies the file. */
    CompletableFuture<Report> apply(boolean confirmed) {
        return runner.run(revision::takeOver, () -> byName.apply(confirmed ? Trigger.CONFIRMED : Trigger.REQUESTED));
    }

    /**
     * Applies the file if its content differs from the content applied last. The first call belongs to the start of the
     * host.
     */
    CompletableFuture<Report> applyChanges() {
        return automatic.apply();
    }

    /** Applies the file after a change of the file; failures are logged. */
    CompletableFuture<Report> fileChanged() {
        return automatic.fileChanged();
    }

    CompletableFuture<Report> add(String name, @Nullable String version, String repo, String service) {
        return edits.add(name, version, repo, service);
    }

    CompletableFuture<Report> remove(String key) {
        return edits.remove(key);
    }

    CompletableFuture<Report> swap(String nameOrKey, String version) {
        return edits.swap(nameOrKey, version);
    }

    CompletableFuture<Report> reload(String key, Freshness freshness) {
        return edits.reload(key, freshness);
    }

    CompletableFuture<Report> rollback(String name) {
        return runner.run(state.desired()::read, () -> rollback.of(name));
    }

    /** Returns whether all commands are done, and the current content of the file is applied. */
    boolean settled() {
        return settling.settled();
    }

    /** Returns the state of the file. */
    RegistryHealth health() {
        return revision.health();
    }

    /** Rejects commands and starts no plugin; the future completes when every plugin has drained. */
    CompletableFuture<Void> stop() {
        state.phase().advance(HostPhase.Phase.STOPPING);
        return environment.lifecycle().begin(() -> {
            environment.hostStops();
            return lifecycle.stopAll();
        });
    }
}
