package io.orka.plugins;

import io.orka.identity.PluginKey;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Everything that takes time or touches what is outside: git, builds, the store, the framework, the clock, the registry
 * file. The futures may end on any thread.
 */
interface Environment {

    /** Where the state of the host changes. */
    LifecycleExecutor lifecycle();

    /** The edits of commands. */
    RegistryEdits edits();

    /** Throws a failure for people while nothing may be changed. Asked by any thread. */
    void requireChangeable();

    /**
     * Fetches, builds, wraps and stores an entry.
     *
     * @param knownCommit the commit that needs no work since it is active already, or {@code null}
     * @param update whether newer snapshots among the dependencies are looked for before they are due
     * @return what can be started; empty when the ref still names the known commit
     */
    CompletableFuture<Optional<Prepared>> prepare(PluginEntry entry, @Nullable String knownCommit, boolean update);

    /** Builds the locked commit again, wherever the entry's ref points now. */
    CompletableFuture<Prepared> rebuild(PluginEntry entry, LockEntry locked);

    /** Finds in the store what was prepared once; empty when it is not there, damaged, or not what was locked. */
    CompletableFuture<Optional<Prepared>> find(PluginKey key, LockEntry locked);

    /** Installs and constructs a plugin; where that fails, nothing of it is left. */
    CompletableFuture<Candidate> start(Prepared prepared);

    /**
     * Installs a plugin that was active before; it is constructed when it is first called.
     *
     * @param constructed ends when it is constructed, well or not
     */
    CompletableFuture<Candidate> restore(Prepared prepared, CompletableFuture<Void> constructed);

    /** Waits for the last call of a generation that gets no new ones, and ends it. */
    CompletableFuture<Void> retire(Live live);

    /** Somebody asks for a plugin: one that is held back since it would end the host gets one more try. */
    void askedFor(PluginKey key);

    /** Runs a task on the lifecycle thread, later; never, once the host has closed. May be called from any thread. */
    void after(Duration delay, Runnable task);

    /** A clock for durations, in nanoseconds; never goes back. */
    long nanoTime();

    /** The host stops: called on the lifecycle thread before all plugins drain. */
    void hostStops();
}
