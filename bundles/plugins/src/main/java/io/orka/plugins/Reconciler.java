package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.calls.Calls;
import io.orka.identity.PluginKey;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes what runs equal to what the registry asks for: the commands of a host, and the wiring of what they need, on any
 * {@link Environment}.
 *
 * <p>A command edits the registry on its caller's thread and continues on the lifecycle thread; its future ends when it is
 * done. What concerns one name happens one after another, and different names do not wait for each other. Commands may come
 * from any thread but the lifecycle thread. A registry that cannot be read is how the future ends, or is thrown at once.
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
     * Starts what was active when the host last ran, from the store. What the registry no longer asks for stays away; where
     * the registry cannot be read, has lost most of it, or is applied on command, everything comes back.
     *
     * @return how many plugins that were
     */
    CompletableFuture<Integer> restore() {
        Set<PluginKey> locked = state.lockFile().entries().keySet();
        Set<PluginKey> asked = state.desired().onCommand() ? locked : Removal.keptAtRestart(locked, state.desired());
        return settling.until(() -> environment.lifecycle().begin(() -> byName.restore(asked)))
                .thenApply(done -> asked.size());
    }

    /** Applies the file, which counts from now on. */
    CompletableFuture<Report> apply(boolean confirmed) {
        return runner.run(revision::takeOver, () -> byName.apply(confirmed ? Trigger.CONFIRMED : Trigger.REQUESTED));
    }

    /** Applies the file if its content is another one than was applied last; the first time, for the start of the host. */
    CompletableFuture<Report> applyChanges() {
        return automatic.apply();
    }

    /** The same when the file has changed; what fails is logged. */
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

    /** Whether all that was asked for is done, and what the file holds is what was applied last. */
    boolean settled() {
        return settling.settled();
    }

    /** How the file is. */
    RegistryHealth health() {
        return revision.health();
    }

    /** Accepts no more commands and begins nothing new; ends when every plugin has drained. */
    CompletableFuture<Void> stop() {
        state.phase().advance(HostPhase.Phase.STOPPING);
        return environment.lifecycle().begin(() -> {
            environment.hostStops();
            return lifecycle.stopAll();
        });
    }
}
