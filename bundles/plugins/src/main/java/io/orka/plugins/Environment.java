package io.orka.plugins;

import io.orka.identity.PluginKey;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * All slow or external operations: Git, builds, the store, the framework, the clock, the registry file. The futures may
 * complete on any thread.
 */
interface Environment {

    /** Returns the thread that changes the state of the host. */
    LifecycleExecutor lifecycle();

    /** Returns the edits of the registry file by commands. */
    RegistryEdits edits();

    /** Throws a failure while nothing may be changed. Safe for use by multiple threads. */
    void requireChangeable();

    /**
     * Fetches, builds, wraps and stores an entry.
     *
     * @param knownCommit the commit that is already active and needs no work, or {@code null}
     * @param update whether to look for newer snapshot dependencies regardless of their update policy
     * @return the plugin, ready to start; empty if the ref still points to the known commit
     */
    CompletableFuture<Optional<Prepared>> prepare(PluginEntry entry, @Nullable String knownCommit, boolean update);

    /** Rebuilds the locked commit, regardless of the entry's ref. */
    CompletableFuture<Prepared> rebuild(PluginEntry entry, LockEntry locked);

    /**
     * Finds the locked plugin in the store; empty if its bundle is missing or damaged, or was built for another entry.
     */
    CompletableFuture<Optional<Prepared>> find(PluginKey key, LockEntry locked);

    /** Installs and constructs a plugin; a failure undoes all steps. */
    CompletableFuture<Candidate> start(Prepared prepared);

    /**
     * Installs a plugin that was active before, and that is constructed at its first call.
     *
     * @param constructed completes when the construction has succeeded or failed
     */
    CompletableFuture<Candidate> restore(Prepared prepared, CompletableFuture<Void> constructed);

    /** Waits for the last call of a generation that gets no new calls, and closes the generation. */
    CompletableFuture<Void> retire(Live live);

    /** Records that a user requests a plugin. If the plugin is held back, it gets one more attempt. */
    void askedFor(PluginKey key);

    /**
     * Runs a task on the lifecycle thread after a delay. Drops the task if the host has closed. Safe for use by
     * multiple threads.
     */
    void after(Duration delay, Runnable task);

    /** Returns the time of a clock for durations, in nanoseconds, which never decreases. */
    long nanoTime();

    /** Records that the host stops. Called on the lifecycle thread before all plugins drain. */
    void hostStops();
}
