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
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of one host.
 *
 * <p>One lifecycle thread makes the decisions and changes the framework; slow work runs on other threads. Work on one
 * name is serialized; different names do not wait for each other.
 */
public final class LivePlugins implements Plugins, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LivePlugins.class);

    private final PipelineServices pipeline;
    private final Duration drainDeadline;
    private final LifecycleThread lifecycleThread;
    private final OccurrenceFeed feed = new OccurrenceFeed();
    private final HostState state;
    private final LiveEnvironment environment;
    private final Reconciler reconciler;
    private final Names names;
    private final Statuses statuses;
    private final Housekeeping housekeeping;
    private final BuildLogs logs;
    private final Forecaster forecaster;

    /**
     * Prepares the plugins of one host without starting a plugin.
     *
     * @param pipeline the modules of the pipeline
     * @param mode whether the registry is applied automatically or on command
     * @param mayChange throws a failure while nothing may be changed; calls are not affected. Safe for use by multiple
     *     threads.
     * @param drainDeadline the maximum time that {@link #close()} waits for running calls
     */
    public LivePlugins(PipelineServices pipeline, ApplyMode mode, Runnable mayChange, Duration drainDeadline) {
        this.pipeline = requireNonNull(pipeline, "pipeline is null");
        this.drainDeadline = requireNonNull(drainDeadline, "drainDeadline is null");
        lifecycleThread = new LifecycleThread(pipeline.deployer()::engineCode);
        state = state(requireNonNull(mode, "mode is null"), requireNonNull(mayChange, "mayChange is null"));
        StartJournal journal = new StartJournal(pipeline.journal());
        environment = new LiveEnvironment(pipeline, state, lifecycleThread, journal, mayChange);
        reconciler = new Reconciler(state, environment, pipeline.calls());
        names = new Names(state);
        statuses = new Statuses(state, pipeline.deployer()::retained);
        logs = new BuildLogs(pipeline.logs().build());
        housekeeping = new Housekeeping(pipeline, logs, mayChange, state, journal);
        forecaster = new Forecaster(state, pipeline.stages().store()::has);
    }

    private HostState state(ApplyMode mode, Runnable mayChange) {
        LockFile lockFile =
                new LockFile(lifecycleThread, pipeline.files().lock().read(), entries -> {
                    mayChange.run();
                    pipeline.files().lock().write(entries);
                });
        DesiredState desired = new DesiredState(pipeline.files().registry()::read, mode);
        desired.begin(LockedEntries.of(lockFile.entries(), pipeline.files().registry()));
        return new HostState(
                new HostPhase(),
                desired,
                lockFile,
                new LiveSet(lifecycleThread),
                new StatusBoard(feed::happened),
                new Retries(System::nanoTime));
    }

    /**
     * Restores the plugins that were active when the host last ran, from the store: without network, Git or build.
     * Plugins that are no longer registered are not restored. All plugins are restored if the registry is invalid,
     * would remove most plugins, or is applied on command.
     */
    public void restore() {
        long begin = System.nanoTime();
        int asked = lifecycleThread.await(reconciler::restore);
        long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        LOG.info("Restored {} of {} plugins in {} ms", state.lives().all().size(), asked, took);
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
            throw state.phase().isRunning() ? e : PluginsFailure.stopping();
        }
    }

    @Override
    public RegistryHealth registry() {
        return reconciler.health();
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
        return lifecycleThread.await(() -> reconciler.apply(confirmed));
    }

    /**
     * Applies the registry if its content differs from the content applied last. An edit of a command is applied only
     * once, with the command. Plugins that failed recently are not retried. In a host that applies on command, this
     * method does nothing.
     *
     * @return the results, one for each plugin that was changed
     */
    public Report applyChanges() {
        return lifecycleThread.await(reconciler::applyChanges);
    }

    /**
     * Begins to apply the changed registry and returns immediately, so that the next change is detected while plugins
     * of this change are still being built.
     */
    public void beginChanges() {
        CompletableFuture<Report> unused = reconciler.fileChanged();
    }

    @Override
    public boolean settled() {
        environment.requireChangeable();
        return reconciler.settled();
    }

    @Override
    public Report add(String name, @Nullable String version, String repo, String service) {
        return lifecycleThread.await(() -> reconciler.add(name, version, repo, service));
    }

    @Override
    public Report remove(String key) {
        return lifecycleThread.await(() -> reconciler.remove(key));
    }

    @Override
    public Report swap(String nameOrKey, String version) {
        return lifecycleThread.await(() -> reconciler.swap(nameOrKey, version));
    }

    @Override
    public Report reload(String key, boolean update) {
        return lifecycleThread.await(() -> reconciler.reload(key, update ? Freshness.UPDATED : Freshness.FETCHED));
    }

    @Override
    public Report rollback(String name) {
        return lifecycleThread.await(() -> reconciler.rollback(name));
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
        return state.board().failures(statuses.keyOf(nameOrKey, names, logs));
    }

    @Override
    public List<PluginKey> logged(String name) {
        return logs.versions(name);
    }

    @Override
    public Optional<Instant> activeSince(PluginKey key) {
        return state.lives().get(key).map(Live::since);
    }

    @Override
    public Subscription listen(PluginListener listener) {
        return state.board().listen(key -> listener.changed(statuses.of(key)));
    }

    @Override
    public Subscription follow(Consumer<Occurrence> listener) {
        return feed.listen(requireNonNull(listener, "listener is null"));
    }

    @Override
    public Optional<Blocker> blocker() {
        return lifecycleThread.blocker();
    }

    /** Permanently rejects commands and edits of the registry. Calls continue. */
    public void refuseCommands() {
        state.phase().advance(HostPhase.Phase.CLOSING);
    }

    /**
     * Rejects commands, and new calls with {@link io.orka.calls.CallCodes#STOPPING}; waits for running calls up to the
     * drain deadline, and closes every plugin.
     */
    @Override
    public void close() {
        refuseCommands();
        pipeline.calls().stop(); // on this thread, since a service listener may block the lifecycle thread
        CompletableFuture<Void> stopped = reconciler.stop();
        environment.interrupt();
        lifecycleThread.awaitEnd(
                stopped,
                drainDeadline,
                () -> state.lives().draining().size() + " plugins still had running calls after " + drainDeadline);
        environment.close();
        lifecycleThread.close();
        feed.close();
    }
}
