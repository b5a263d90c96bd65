package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.ApplyMode;
import io.orka.registry.PluginConfig;
import io.orka.registry.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of one host, brought from the rooms into the framework.
 *
 * <p>One lifecycle thread decides and touches the framework; all that takes time happens beside it. What concerns one name
 * happens one after another, and different names do not wait for each other.
 */
public final class LivePlugins implements Plugins, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LivePlugins.class);

    private final Rooms rooms;
    private final Runnable mayChange;
    private final Duration drainDeadline;
    private final LifecycleThread lifecycleThread;
    private final LiveSet lives = new LiveSet();
    private final OccurrenceFeed feed = new OccurrenceFeed();
    private final StatusBoard board = new StatusBoard(feed::happened);
    private final Ledger ledger;
    private final Wanted wanted;
    private final Applied applied;
    private final Settling settling;
    private final Names names;
    private final Statuses statuses;
    private final Street street;
    private final Lifecycle lifecycle;
    private final Convergence convergence;
    private final Rollback rollback;
    private final Housekeeping housekeeping;
    private final BuildLogs logs;
    private final EditCommands edits;
    private final Forecaster forecaster;
    private final AutomaticApply automatic;
    private volatile boolean closing;

    /**
     * Prepares the plugins of one host; nothing is started yet.
     *
     * @param rooms the rooms a plugin passes through
     * @param mode when the registry is applied
     * @param mayChange throws a failure for people while nothing may be changed; calls go on meanwhile. Asked by any thread
     * @param drainDeadline how long {@link #close()} waits for calls to return
     */
    public LivePlugins(Rooms rooms, ApplyMode mode, Runnable mayChange, Duration drainDeadline) {
        this.rooms = requireNonNull(rooms, "rooms is null");
        this.mayChange = requireNonNull(mayChange, "mayChange is null");
        this.drainDeadline = requireNonNull(drainDeadline, "drainDeadline is null");
        lifecycleThread = new LifecycleThread(rooms.deployer()::engineCode);
        ledger = new Ledger(rooms.lock().read(), entries -> {
            mayChange.run();
            rooms.lock().write(entries);
        });
        wanted = new Wanted(rooms.registry()::read, mode);
        wanted.begin(LockedEntries.of(ledger.entries(), rooms.registry()));
        applied = new Applied(wanted, mayChange);
        settling = new Settling(applied);
        names = new Names(wanted, lives);
        Underway underway = new Underway(rooms.underway());
        street = new Street(rooms, lifecycleThread, ledger, lives, board, underway);
        lifecycle = new Lifecycle(street, rooms.calls(), ledger, lives);
        Retries retries = new Retries(street::nanoTime);
        statuses = new Statuses(wanted, lives, board, retries, rooms.deployer()::remains);
        Arrival arrival = new Arrival(street, lifecycleThread, lifecycle, ledger, lives, board);
        Removal removal = new Removal(arrival, lifecycle, retries, wanted, ledger, lives, board);
        Turns turns = new Turns(lifecycleThread);
        convergence = new Convergence(
                street, lifecycleThread, lifecycle, arrival, removal, turns, retries, wanted, ledger, lives, board);
        Repair repair = new Repair(street, lifecycleThread, turns, arrival, convergence, retries, wanted, lives, board);
        lives.whenOneBegins(repair::watch);
        logs = new BuildLogs(rooms.logs().build());
        housekeeping = new Housekeeping(rooms, logs, mayChange, ledger, wanted, lives, underway);
        rollback = new Rollback(
                street,
                lifecycleThread,
                (key, previous) -> applied.move(
                        key, previous.key(), inFile -> rooms.edits().back(inFile, previous)),
                arrival,
                names,
                retries,
                ledger,
                lives,
                wanted,
                board);
        forecaster = new Forecaster(wanted, ledger, lives, rooms.store()::has);
        automatic = new AutomaticApply(applied, wanted, settling, convergence, lifecycleThread, () -> closing);
        edits = new EditCommands(
                rooms.edits(), wanted, names, applied, convergence, settling, lifecycleThread, this::requireRunning);
    }

    /**
     * Brings back from the store what served when the host last ran, without network, git or build. What the registry no
     * longer asks for stays away; where the registry cannot be read, has lost most of it, or is applied on command,
     * everything comes back.
     */
    public void restore() {
        Set<PluginKey> locked = ledger.entries().keySet();
        Set<PluginKey> asked = wanted.onCommand() ? locked : Removal.keptAtRestart(locked, wanted);
        long begin = System.nanoTime();
        settling.during(() -> lifecycleThread.await(() -> convergence.restore(asked)));
        long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        LOG.info("{} of {} plugins serve again, after {} ms", lives.all().size(), asked.size(), took);
        housekeeping.begin(street);
    }

    @Override
    public List<PluginStatus> list() {
        return statuses.list();
    }

    @Override
    public PluginStatus status(String nameOrKey) {
        return statuses.one(nameOrKey, names);
    }

    @Override
    public PluginConfig config(String nameOrKey) {
        try {
            return names.serving(nameOrKey).prepared().config();
        } catch (PluginsFailure e) {
            throw closing ? PluginsFailure.stopping() : e;
        }
    }

    @Override
    public RegistryHealth registry() {
        return applied.health();
    }

    @Override
    public Forecast forecast() {
        return forecaster.own();
    }

    @Override
    public Forecast forecast(Path other) {
        return forecaster.of(other);
    }

    @Override
    public Report apply(boolean confirmed) {
        applied.takeOver();
        return command(() -> convergence.apply(confirmed ? Asking.CONFIRMED : Asking.ASKED));
    }

    /**
     * Applies the registry if its content is another one than was applied last: a command's own edit of the file, which
     * was applied with the command, is not applied again. What failed a moment ago is not tried again for that. In a host
     * that applies on command, nothing happens.
     *
     * @return what was done
     */
    public Report applyChanges() {
        return automatic.apply(this::requireRunning);
    }

    /** Begins the same and returns at once, so that the next change is seen while this one still builds. */
    public void beginChanges() {
        automatic.begin();
    }

    @Override
    public boolean settled() {
        mayChange.run();
        return settling.settled();
    }

    @Override
    public Report add(String name, @Nullable String version, String repo, String service) {
        return edits.add(name, version, repo, service);
    }

    @Override
    public Report remove(String key) {
        return edits.remove(key);
    }

    @Override
    public Report swap(String nameOrKey, String version) {
        return edits.swap(nameOrKey, version);
    }

    @Override
    public Report reload(String key, boolean update) {
        return edits.reload(key, update ? Freshness.UPDATED : Freshness.FETCHED);
    }

    @Override
    public Report rollback(String name) {
        wanted.read();
        return command(() -> rollback.of(name));
    }

    @Override
    public Tidied tidy() {
        return housekeeping.runAndCollect();
    }

    @Override
    public Response call(String nameOrKey, CallContext context, Request request) {
        return rooms.calls().call(nameOrKey, context, request);
    }

    @Override
    public LogPlaces logs(String nameOrKey) {
        return rooms.logs().of(statuses.keyOf(nameOrKey, names, logs));
    }

    @Override
    public List<Failure> failures(String nameOrKey) {
        return board.failures(statuses.keyOf(nameOrKey, names, logs));
    }

    @Override
    public List<PluginKey> logged(String name) {
        return logs.versions(name);
    }

    @Override
    public Optional<Instant> activeSince(PluginKey key) {
        return lives.get(key).map(Live::since);
    }

    @Override
    public Subscription listen(PluginListener listener) {
        return board.listen(key -> listener.changed(statuses.of(key)));
    }

    @Override
    public Subscription follow(Consumer<Occurrence> listener) {
        return feed.listen(requireNonNull(listener, "listener is null"));
    }

    @Override
    public Optional<Blocker> blocker() {
        return lifecycleThread.blocker();
    }

    /** Takes no more commands, and no edits of the registry, for good. Calls go on. */
    public void refuseCommands() {
        closing = true;
    }

    /**
     * Takes no more commands and no more calls, which end in {@link io.orka.calls.CallCodes#STOPPING}; waits for those in
     * flight up to the drain deadline, and ends every plugin.
     */
    @Override
    public void close() {
        refuseCommands();
        rooms.calls().stop(); // here, since a service listener may hold up the lifecycle thread
        CompletableFuture<Void> stopped = lifecycleThread.begin(() -> {
            convergence.stop();
            rooms.deployer().hostEnds();
            return lifecycle.stopAll();
        });
        street.interrupt();
        lifecycleThread.awaitEnd(
                stopped, drainDeadline, () -> lives.draining().size() + " plugins did not drain in " + drainDeadline);
        street.close();
        lifecycleThread.close();
        feed.close();
    }

    private <T> T command(Supplier<CompletableFuture<T>> command) {
        requireRunning();
        return settling.during(() -> lifecycleThread.await(command));
    }

    private void requireRunning() {
        if (closing) {
            throw PluginsFailure.stopping();
        }
        mayChange.run();
    }
}
