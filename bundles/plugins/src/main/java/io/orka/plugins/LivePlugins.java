package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.registry.ApplyMode;
import io.orka.registry.PluginConfig;
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

    private final PipelineServices pipeline;
    private final Runnable mayChange;
    private final Duration drainDeadline;
    private final LifecycleThread lifecycleThread;
    private final LiveSet lives = new LiveSet();
    private final OccurrenceFeed feed = new OccurrenceFeed();
    private final StatusBoard board = new StatusBoard(feed::happened);
    private final LockFile lockFile;
    private final DesiredState desired;
    private final AppliedRevision revision;
    private final Settling settling;
    private final Names names;
    private final Statuses statuses;
    private final LiveEnvironment environment;
    private final Lifecycle lifecycle;
    private final NameReconciler reconciler;
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
     * @param pipeline the rooms a plugin passes through
     * @param mode when the registry is applied
     * @param mayChange throws a failure for people while nothing may be changed; calls go on meanwhile. Asked by any thread
     * @param drainDeadline how long {@link #close()} waits for calls to return
     */
    public LivePlugins(PipelineServices pipeline, ApplyMode mode, Runnable mayChange, Duration drainDeadline) {
        this.pipeline = requireNonNull(pipeline, "pipeline is null");
        this.mayChange = requireNonNull(mayChange, "mayChange is null");
        this.drainDeadline = requireNonNull(drainDeadline, "drainDeadline is null");
        lifecycleThread = new LifecycleThread(pipeline.deployer()::engineCode);
        lockFile = new LockFile(pipeline.lock().read(), entries -> {
            mayChange.run();
            pipeline.lock().write(entries);
        });
        desired = new DesiredState(pipeline.registry()::read, mode);
        desired.begin(LockedEntries.of(lockFile.entries(), pipeline.registry()));
        revision = new AppliedRevision(desired, mayChange);
        settling = new Settling(revision);
        names = new Names(desired, lives);
        StartJournal journal = new StartJournal(pipeline.journal());
        environment = new LiveEnvironment(pipeline, lifecycleThread, lockFile, lives, board, journal);
        lifecycle = new Lifecycle(environment, pipeline.calls(), lockFile, lives);
        Retries retries = new Retries(environment::nanoTime);
        statuses = new Statuses(desired, lives, board, retries, pipeline.deployer()::retained);
        Rollout rollout = new Rollout(environment, lifecycleThread, lifecycle, lockFile, lives, board);
        Removal removal = new Removal(rollout, lifecycle, retries, desired, lockFile, lives, board);
        PerNameQueue queue = new PerNameQueue(lifecycleThread);
        reconciler = new NameReconciler(
                environment,
                lifecycleThread,
                lifecycle,
                rollout,
                removal,
                queue,
                retries,
                desired,
                lockFile,
                lives,
                board);
        Repair repair =
                new Repair(environment, lifecycleThread, queue, rollout, reconciler, retries, desired, lives, board);
        lives.whenOneBegins(repair::watch);
        logs = new BuildLogs(pipeline.logs().build());
        housekeeping = new Housekeeping(pipeline, logs, mayChange, lockFile, desired, lives, journal);
        rollback = new Rollback(
                environment,
                lifecycleThread,
                (key, previous) -> revision.move(
                        key, previous.key(), inFile -> pipeline.edits().back(inFile, previous)),
                rollout,
                names,
                retries,
                lockFile,
                lives,
                desired,
                board);
        forecaster = new Forecaster(desired, lockFile, lives, pipeline.store()::has);
        automatic = new AutomaticApply(revision, desired, settling, reconciler, lifecycleThread, () -> closing);
        edits = new EditCommands(
                pipeline.edits(),
                desired,
                names,
                revision,
                reconciler,
                settling,
                lifecycleThread,
                this::requireRunning);
    }

    /**
     * Brings back from the store what served when the host last ran, without network, git or build. What the registry no
     * longer asks for stays away; where the registry cannot be read, has lost most of it, or is applied on command,
     * everything comes back.
     */
    public void restore() {
        Set<PluginKey> locked = lockFile.entries().keySet();
        Set<PluginKey> asked = desired.onCommand() ? locked : Removal.keptAtRestart(locked, desired);
        long begin = System.nanoTime();
        settling.during(() -> lifecycleThread.await(() -> reconciler.restore(asked)));
        long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        LOG.info("{} of {} plugins serve again, after {} ms", lives.all().size(), asked.size(), took);
        housekeeping.begin(environment);
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
        return revision.health();
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
        revision.takeOver();
        return command(() -> reconciler.apply(confirmed ? Trigger.CONFIRMED : Trigger.ASKED));
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
        desired.read();
        return command(() -> rollback.of(name));
    }

    @Override
    public CleanupReport tidy() {
        return housekeeping.runAndCollect();
    }

    @Override
    public Response call(String nameOrKey, CallContext context, Request request) {
        return pipeline.calls().call(nameOrKey, context, request);
    }

    @Override
    public LogPlaces logs(String nameOrKey) {
        return pipeline.logs().of(statuses.keyOf(nameOrKey, names, logs));
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
        pipeline.calls().stop(); // here, since a service listener may hold up the lifecycle thread
        CompletableFuture<Void> stopped = lifecycleThread.begin(() -> {
            reconciler.stop();
            pipeline.deployer().hostEnds();
            return lifecycle.stopAll();
        });
        environment.interrupt();
        lifecycleThread.awaitEnd(
                stopped, drainDeadline, () -> lives.draining().size() + " plugins did not drain in " + drainDeadline);
        environment.close();
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
