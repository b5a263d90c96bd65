package io.orka.plugins;

import io.orka.calls.ThreadStop;
import io.orka.process.CrashReport;
import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A plugin that is installed and constructed; it gets calls once it is routed to. */
interface Candidate {

    /** The plugin that was started. */
    Prepared prepared();

    /** The call target of the plugin. */
    OrkaCall call();

    /** The thread context class loader its calls need. */
    ClassLoader contextLoader();

    /** Makes a thread leave the plugin's loops. */
    ThreadStop stop();

    /** Reports the last crash of its process; empty for a plugin without one, and for a stable process. */
    default Optional<CrashReport> crashReport() {
        return Optional.empty();
    }

    /**
     * Completes with a description when something other than Orka stops its bundle; its service is then unregistered.
     */
    CompletableFuture<String> externalStop();

    /** Warnings about the running plugin. */
    default List<String> remarks() {
        return List.of();
    }

    /** Registers the plugin's service, which uses the given object. A registered service is unregistered afterwards. */
    void publish(OrkaCall service, int ranking);

    /** Unregisters the plugin's service. */
    void unpublish();

    /** Runs the plugin's readiness probes; fails if one fails. */
    CompletableFuture<Void> probe();

    /** Closes the plugin and frees its resources. Called once, when no call is running and no more calls arrive. */
    CompletableFuture<Void> end();
}
