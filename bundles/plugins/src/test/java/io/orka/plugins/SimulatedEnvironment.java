package io.orka.plugins;

import io.orka.calls.ThreadStop;
import io.orka.entry.Entrypoint;
import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.registry.EntryLimits;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginConfig;
import io.orka.registry.PluginEntry;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Response;
import io.orka.wrap.PluginBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Git, builder, framework and clock of a simulated host. A running step ends only when the test ends it, in random
 * order.
 */
final class SimulatedEnvironment implements Environment {

    /** A running step and the action that ends it. */
    private record Pending(String what, Runnable end) {}

    private record Timer(long due, int number, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return due != other.due ? Long.compare(due, other.due) : Integer.compare(number, other.number);
        }
    }

    /** A random failure of a stage. */
    static final class Unlucky extends OrkaFailure {
        private static final long serialVersionUID = 1L;

        Unlucky(String code) {
            super(code, "bad luck", "Try again", null);
        }
    }

    /** A plugin in the simulated framework. */
    final class Instance implements Candidate {
        final Prepared prepared;
        private final SimulatedServices services;
        private final CompletableFuture<String> externalStop = new CompletableFuture<>();
        boolean probed;
        boolean failedProbe;
        boolean failedConstruction;
        int ends;

        Instance(Prepared prepared) {
            this.prepared = prepared;
            this.services = SimulatedEnvironment.this.services;
        }

        PluginKey key() {
            return prepared.bundle().key();
        }

        /** Stops the plugin's bundle, as a command of the framework's shell does. */
        void stopBundle() {
            services.unpublish(this);
            externalStop.complete("bundle 7 was stopped");
        }

        @Override
        public Prepared prepared() {
            return prepared;
        }

        @Override
        public OrkaCall call() {
            return (context, request) ->
                    ends == 0 ? Response.ok(prepared.bundle().digest()) : Response.fail("closed");
        }

        @Override
        public ClassLoader contextLoader() {
            return SimulatedEnvironment.class.getClassLoader();
        }

        @Override
        public ThreadStop stop() {
            return ThreadStop.none();
        }

        @Override
        public CompletableFuture<String> externalStop() {
            return externalStop;
        }

        @Override
        public void publish(OrkaCall service, int ranking) {
            services.publish(this, service, ranking);
        }

        @Override
        public void unpublish() {
            services.unpublish(this);
        }

        @Override
        public CompletableFuture<Void> probe() {
            return later("probe " + key(), () -> {
                probed = true;
                failedProbe = unlucky();
                if (failedProbe) {
                    throw PluginsFailure.probeFailed("bad luck");
                }
                return null;
            });
        }

        @Override
        public CompletableFuture<Void> end() {
            ends++;
            return CompletableFuture.completedFuture(null);
        }
    }

    private static final PluginConfig NO_CONFIG = new PluginConfig("x", null, "", List.of(), null, Map.of(), Map.of());

    private final Random random;
    private final SimulatedDisk disk;
    private final List<Pending> pending = new ArrayList<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Map<String, Integer> heads = new HashMap<>();
    final List<Instance> instances = new ArrayList<>();
    SimulatedServices services = new SimulatedServices();
    private SimulatedLifecycle lifecycle = new SimulatedLifecycle();
    private LiveSet lives = new LiveSet(lifecycle);
    private long now;
    private int numbers;

    /** The percentage of steps that fail. */
    int badLuck = 25;

    SimulatedEnvironment(Random random, SimulatedDisk disk) {
        this.random = random;
        this.disk = disk;
    }

    /** Drops the running steps and timers of a killed host, and prepares for the next host. */
    void restart() {
        pending.clear();
        timers.clear();
        instances.clear();
        services = new SimulatedServices();
        lifecycle = new SimulatedLifecycle();
        lives = new LiveSet(lifecycle);
    }

    /** Returns the live set of the running host. */
    LiveSet lives() {
        return lives;
    }

    @Override
    public SimulatedLifecycle lifecycle() {
        return lifecycle;
    }

    @Override
    public RegistryEdits edits() {
        return disk;
    }

    @Override
    public void requireChangeable() {}

    @Override
    public void hostStops() {}

    /** Adds a commit to the branch that an entry follows. */
    void push(String name) {
        heads.merge(name, 1, Integer::sum);
    }

    boolean isIdle() {
        return pending.isEmpty();
    }

    boolean hasTimers() {
        return !timers.isEmpty();
    }

    /** Ends a random running step and returns its name. */
    String endOne() {
        Pending one = pending.remove(random.nextInt(pending.size()));
        one.end().run();
        return one.what();
    }

    @Override
    public void askedFor(PluginKey key) {}

    /** Advances the time to the next timer and runs the timer's task. */
    void fireNext() {
        Timer next = timers.remove();
        now = Math.max(now, next.due());
        lifecycle.execute(next.task());
    }

    @Override
    public CompletableFuture<Optional<Prepared>> prepare(
            PluginEntry entry, @Nullable String knownCommit, boolean update) {
        PluginKey key = entry.key();
        return later("prepare " + key, () -> {
            if (unlucky()) {
                PluginState stage = random.nextBoolean() ? PluginState.CLONING : PluginState.BUILDING;
                throw new StageFailed(Failure.of(stage, new Unlucky("ORKA-GIT-02")), new Unlucky("ORKA-GIT-02"));
            }
            String version = key.version() == null ? "head-" + heads.getOrDefault(key.name(), 0) : key.version();
            String commit = key.name() + "-" + version.replace('.', '_');
            if (commit.equals(knownCommit)) {
                return Optional.empty();
            }
            String libraries = update && random.nextBoolean() ? "-newer" : "";
            String digest = "digest-" + commit + libraries;
            disk.store.add(digest);
            return Optional.of(prepared(key, commit, digest, locked(entry, commit, digest)));
        });
    }

    @Override
    public CompletableFuture<Prepared> rebuild(PluginEntry entry, LockEntry locked) {
        return later("rebuild " + entry.key(), () -> {
            if (unlucky()) {
                PluginState stage = random.nextBoolean() ? PluginState.CLONING : PluginState.BUILDING;
                throw new StageFailed(Failure.of(stage, new Unlucky("ORKA-GIT-27")), new Unlucky("ORKA-GIT-25"));
            }
            disk.store.add(locked.digest());
            return prepared(
                    entry.key(), locked.commit(), locked.digest(), locked(entry, locked.commit(), locked.digest()));
        });
    }

    private static LockEntry locked(PluginEntry entry, String commit, String digest) {
        return new LockEntry(
                entry.service(),
                entry.repo().text(),
                entry.ref(),
                entry.path(),
                entry.tests(),
                "followed",
                commit,
                "tree",
                digest,
                "javac",
                "17",
                EntryLimits.none(),
                null);
    }

    private static Prepared prepared(PluginKey key, String commit, String digest, LockEntry locked) {
        PluginBundle bundle = new PluginBundle(
                key,
                "Service",
                commit,
                "symbolic",
                null,
                new Entrypoint(Entrypoint.Kind.SERVICE, "Plugin", "call", false),
                true,
                digest,
                Path.of(digest));
        return new Prepared(bundle, locked, NO_CONFIG, List.of());
    }

    @Override
    public CompletableFuture<Optional<Prepared>> find(PluginKey key, LockEntry locked) {
        String name = locked.commit().substring(0, 1);
        if (!key.equals(key(name, locked))) {
            throw new AssertionError(key + " is locked at " + locked.commit());
        }
        return later(
                "find " + locked.digest(),
                () -> disk.store.contains(locked.digest())
                        ? Optional.of(prepared(key, locked.commit(), locked.digest(), locked))
                        : Optional.empty());
    }

    private static PluginKey key(String name, LockEntry locked) {
        String version = locked.commit().substring(2).replace('_', '.');
        return new PluginKey(name, version.startsWith("head-") ? null : version);
    }

    @Override
    public CompletableFuture<Candidate> start(Prepared prepared) {
        return later("start " + prepared.bundle().key(), () -> {
            if (unlucky()) {
                throw new Unlucky("ORKA-DEPLOY-01");
            }
            Instance instance = new Instance(prepared);
            instances.add(instance);
            return instance;
        });
    }

    @Override
    public CompletableFuture<Candidate> restore(Prepared prepared, CompletableFuture<Void> constructed) {
        return start(prepared).thenApply(candidate -> {
            CompletableFuture<Boolean> firstCall =
                    later("construct " + prepared.bundle().key(), this::unlucky);
            CompletableFuture<Void> unused = firstCall.thenAccept(unlucky -> {
                ((Instance) candidate).failedConstruction = unlucky;
                if (unlucky) {
                    constructed.completeExceptionally(new Unlucky("ORKA-DEPLOY-02"));
                } else {
                    constructed.complete(null);
                }
            });
            return candidate;
        });
    }

    @Override
    public CompletableFuture<Void> retire(Live live) {
        LiveSet ofThisHost = lives;
        return later("retire " + live.key(), live::candidate)
                .thenCompose(Candidate::end)
                .thenRunAsync(() -> ofThisHost.gone(live), lifecycle);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        timers.add(new Timer(now + delay.toNanos(), numbers++, task));
    }

    @Override
    public long nanoTime() {
        return now;
    }

    private boolean unlucky() {
        return random.nextInt(100) < badLuck;
    }

    private <T extends @Nullable Object> CompletableFuture<T> later(String what, Supplier<T> result) {
        CompletableFuture<T> future = new CompletableFuture<>();
        pending.add(new Pending(what, () -> {
            T value;
            try {
                value = result.get();
            } catch (OrkaFailure | StageFailed e) {
                future.completeExceptionally(e);
                return;
            }
            future.complete(value);
        }));
        return future;
    }
}
