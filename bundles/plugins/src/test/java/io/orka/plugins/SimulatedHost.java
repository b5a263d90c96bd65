package io.orka.plugins;

import io.orka.calls.Calls;
import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.registry.ApplyMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One run of a simulated host: the real {@link Reconciler} in an environment without threads. */
final class SimulatedHost {

    final SimulatedLifecycle lifecycle;
    final HostState state;
    final Reconciler reconciler;
    final Calls calls = new Calls();
    final List<CompletableFuture<?>> commands = new ArrayList<>();

    /** Errors that no module has converted to an {@link OrkaFailure}. */
    final List<Throwable> defects = new ArrayList<>();

    /** The states that a listener derives from all events. */
    final Map<PluginKey, PluginState> told = new HashMap<>();

    private final SimulatedDisk disk;
    private final Names names;
    private final Statuses statuses;

    SimulatedHost(SimulatedEnvironment environment, SimulatedDisk disk) {
        this.disk = disk;
        environment.restart();
        lifecycle = environment.lifecycle();
        state = new HostState(
                new HostPhase(),
                new DesiredState(disk::readRegistry, ApplyMode.AUTO),
                new LockFile(lifecycle, disk.lock, disk::writeLock),
                environment.lives(),
                new StatusBoard(this::happened),
                new Retries(environment::nanoTime));
        reconciler = new Reconciler(state, environment, calls);
        names = new Names(state);
        statuses = new Statuses(state, List::of);
    }

    /** Starts a command. A command that is rejected immediately has ended. */
    void command(Supplier<CompletableFuture<?>> command) {
        try {
            commands.add(command.get().whenComplete((done, thrown) -> {
                Throwable cause = thrown == null ? null : StageFailed.causeOf(thrown);
                if (cause != null && !(cause instanceof OrkaFailure) && !(cause instanceof SimulatedDisk.Crash)) {
                    defects.add(cause);
                }
            }));
        } catch (OrkaFailure | SimulatedDisk.Crash refused) {
            // the user sees the failure
        }
    }

    /** Returns the names in the last valid registry that the host has read. */
    Set<String> asked() {
        return state.desired().lastGood().stream()
                .map(entry -> entry.key().name())
                .collect(Collectors.toSet());
    }

    PluginStatus status(PluginKey key) {
        return statuses.of(names.find(key.toString()));
    }

    List<PluginStatus> list() {
        return statuses.list();
    }

    private void happened(PluginKey key, Occurrence.What what) {
        if (what instanceof Occurrence.Entered entered) {
            told.put(key, entered.state());
        } else if (what instanceof Occurrence.Failed failed) {
            told.put(key, PluginState.FAILED);
            if (failed.failure().code().equals("ORKA-HOST-99") && !disk.crashed) {
                defects.add(new AssertionError(failed.failure().line()));
            }
        } else if (what instanceof Occurrence.Gone && told.remove(key) == null) {
            throw new AssertionError(key + " goes and was not there");
        } else if (what instanceof Occurrence.TookOver over && told.get(key) != PluginState.ACTIVE) {
            throw new AssertionError(key + " took the place of " + over.previous() + " and is not active");
        }
    }
}
