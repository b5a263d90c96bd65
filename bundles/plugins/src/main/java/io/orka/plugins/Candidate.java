package io.orka.plugins;

import io.orka.calls.ThreadStop;
import io.orka.process.CrashReport;
import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A plugin that is installed and constructed; it gets calls once it is routed to. */
interface Candidate {

    /** What was started. */
    Prepared prepared();

    /** Where calls enter the plugin. */
    OrkaCall call();

    /** The thread context class loader its calls need. */
    ClassLoader contextLoader();

    /** Makes a thread leave the plugin's loops. */
    ThreadStop stop();

    /** Reports the last crash of its process; empty for a plugin without one, and for a stable process. */
    default Optional<CrashReport> crashReport() {
        return Optional.empty();
    }

    /** Ends when something other than Orka stops its bundle, and says what that was; its service is then gone. */
    CompletableFuture<String> externalStop();

    /** What is odd about how it runs. */
    default List<String> remarks() {
        return List.of();
    }

    /** Registers its service, which answers from the given object; one that is registered already goes after that. */
    void publish(OrkaCall service, int ranking);

    /** Unregisters its service. */
    void unpublish();

    /** Asks it whether it can serve; fails when it cannot. */
    CompletableFuture<Void> probe();

    /** Ends it and frees what it took; to be called once, when no call runs and none comes. */
    CompletableFuture<Void> end();
}
