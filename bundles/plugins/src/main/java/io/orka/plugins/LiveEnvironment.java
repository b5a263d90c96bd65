package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.registry.ConfigFile;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginConfig;
import io.orka.registry.PluginEntry;
import io.orka.wrap.PluginBundle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The environment of a host: the modules of the pipeline, and threads for slow work. */
final class LiveEnvironment implements Environment, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEnvironment.class);

    private static final int WORKERS = 8;

    private final PipelineServices pipeline;
    private final HostPhase phase;
    private final LifecycleThread lifecycle;
    private final Runnable requireChangeable;
    private final LockedBundles bundles;
    private final Preparation preparation;
    private final InstallBatch installing;
    private final Construction construction;
    private final Construction lateConstruction;
    private final Trial trial;
    private final StartJournal journal;
    private final PluginSteps steps;
    private final Drain drain;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, DaemonThreads.named("orka-worker"));
    /**
     * The threads that read the store. These threads are separate from the workers, since all workers may be waiting
     * for a build or a server.
     */
    private final ExecutorService readers = Executors.newFixedThreadPool(WORKERS, DaemonThreads.named("orka-store"));

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("orka-timer"));

    LiveEnvironment(
            PipelineServices pipeline,
            HostState state,
            LifecycleThread lifecycle,
            StartJournal journal,
            Runnable requireChangeable) {
        this.pipeline = requireNonNull(pipeline, "pipeline is null");
        this.phase = state.phase();
        this.lifecycle = requireNonNull(lifecycle, "lifecycle is null");
        this.journal = requireNonNull(journal, "journal is null");
        this.requireChangeable = requireNonNull(requireChangeable, "requireChangeable is null");
        this.bundles = new LockedBundles(pipeline.stages().store());
        this.preparation = new Preparation(pipeline, state.lockFile(), state.board(), journal);
        this.installing = new InstallBatch(pipeline.deployer(), lifecycle);
        this.construction = new Construction(lifecycle, state.phase()::isStopping, journal);
        this.lateConstruction = new Construction(lifecycle, () -> false, journal); // calls may finish during a stop
        this.trial = new Trial(journal, this::endsItsJvm);
        this.steps = new PluginSteps(lifecycle, journal);
        this.drain = new Drain(state.lives(), lifecycle);
    }

    @Override
    public LifecycleExecutor lifecycle() {
        return lifecycle;
    }

    @Override
    public RegistryEdits edits() {
        return new FileEdits(pipeline.files().edits());
    }

    @Override
    public void requireChangeable() {
        requireChangeable.run();
    }

    @Override
    public CompletableFuture<Optional<Prepared>> prepare(
            PluginEntry entry, @Nullable String knownCommit, boolean update) {
        return unlessStopping(workers, () -> preparation.prepare(entry, knownCommit, update));
    }

    @Override
    public CompletableFuture<Prepared> rebuild(PluginEntry entry, LockEntry locked) {
        return unlessStopping(workers, () -> preparation.rebuild(entry, locked));
    }

    @Override
    public CompletableFuture<Optional<Prepared>> find(PluginKey key, LockEntry locked) {
        return unlessStopping(readers, () -> bundles.find(key, locked).map(bundle -> prepared(bundle, locked)));
    }

    private <T> CompletableFuture<T> unlessStopping(Executor where, Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        if (phase.isStopping()) {
                            throw PluginsFailure.stopping();
                        }
                        return work.get();
                    },
                    where);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(PluginsFailure.stopping());
        }
    }

    private static Prepared prepared(PluginBundle bundle, LockEntry locked) {
        PluginConfig config = ConfigFile.ofBundle(bundle.directory().resolve("META-INF/orka"), locked.path());
        return new Prepared(bundle, locked, config, List.of());
    }

    @Override
    public void askedFor(PluginKey key) {
        journal.askedFor(key);
    }

    @Override
    public CompletableFuture<Candidate> start(Prepared prepared) {
        return trial.of(prepared).thenCompose(passed -> installed(prepared)).thenApply(Function.identity());
    }

    private CompletableFuture<StartedPlugin> installed(Prepared prepared) {
        return installing
                .of(prepared)
                .thenCompose(deployment -> construction
                        .of(deployment)
                        .thenApply(plugin -> StartedPlugin.of(prepared, deployment, plugin, steps)));
    }

    private CompletableFuture<Boolean> endsItsJvm(Prepared apart) {
        return installed(apart)
                .thenCompose(installed -> installed
                        .probe()
                        .handle((done, thrown) -> thrown != null && ProvenEnd.of(thrown))
                        .thenCompose(ended -> installed.end().thenApply(gone -> ended)))
                .exceptionally(ProvenEnd::of);
    }

    @Override
    public CompletableFuture<Candidate> restore(Prepared prepared, CompletableFuture<Void> constructed) {
        return trial.of(prepared)
                .thenCompose(passed -> installing.of(prepared))
                .thenApply(deployment -> StartedPlugin.late(
                        prepared,
                        deployment,
                        new LazyPlugin(() -> lateConstruction
                                .of(deployment)
                                .whenComplete((plugin, failure) -> told(constructed, failure))),
                        steps));
    }

    private static void told(CompletableFuture<Void> constructed, @Nullable Throwable failure) {
        if (failure == null) {
            constructed.complete(null);
        } else {
            constructed.completeExceptionally(failure);
        }
    }

    @Override
    public CompletableFuture<Void> retire(Live live) {
        return drain.begin(live);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        try {
            Future<?> unused = timer.schedule(() -> lifecycle.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the host has closed; the task is dropped", closed);
        }
    }

    /** Runs a task periodically on a thread of {@code readers}. */
    void every(Duration first, Duration interval, Runnable task) {
        Future<?> unused = timer.scheduleWithFixedDelay(
                () -> readers.execute(task), first.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void hostStops() {
        pipeline.deployer().hostEnds();
    }

    /** Interrupts running work; queued work fails. */
    void interrupt() {
        journal.hostEnds();
        workers.shutdownNow().forEach(Runnable::run);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        readers.shutdownNow();
        steps.close();
        drain.close();
    }
}
