package io.orka.plugins;

import io.orka.calls.ThreadStop;
import io.orka.process.CrashReport;
import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A plugin that is installed and constructed, and that gets calls once they are routed to it. */
interface Candidate {

    /** Returns the plugin that was started. */
    Prepared prepared();

    /** Returns the call target of the plugin. */
    OrkaCall call();

    /** Returns the thread context class loader that the plugin's calls need. */
    ClassLoader contextLoader();

    /** Returns the object that makes a thread leave the plugin's loops. */
    ThreadStop stop();

    /**
     * Returns the report of the last crash of the plugin's process; empty for a plugin without a process, and for a
     * stable process.
     */
    default Optional<CrashReport> crashReport() {
        return Optional.empty();
    }

    /**
     * Returns a future that completes, with a description, when something other than Orka stops the plugin's bundle.
     * The plugin's service is then unregistered.
     */
    CompletableFuture<String> externalStop();

    /** Returns warnings about the running plugin. */
    default List<String> remarks() {
        return List.of();
    }

    /** Registers the given object as the plugin's service, and then unregisters the plugin's previous service. */
    void publish(OrkaCall service, int ranking);

    /** Unregisters the plugin's service. */
    void unpublish();

    /** Runs the plugin's readiness probes; fails if a probe fails. */
    CompletableFuture<Void> probe();

    /** Closes the plugin and frees its resources. Called once, when no call is running and no more calls arrive. */
    CompletableFuture<Void> end();
}
