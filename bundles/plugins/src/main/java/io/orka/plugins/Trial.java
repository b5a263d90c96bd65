package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.PluginKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries a plugin that may have ended the last host in a JVM of its own, before it comes into this one. If it ends that
 * too, it is held back; whatever else goes wrong there is no reason not to try it here.
 */
final class Trial {

    private final Underway underway;
    private final Function<Prepared, CompletableFuture<Boolean>> endsItsJvm;

    /**
     * Tries nothing yet.
     *
     * @param endsItsJvm constructs and probes a plugin that has a JVM of its own, and ends it
     */
    Trial(Underway underway, Function<Prepared, CompletableFuture<Boolean>> endsItsJvm) {
        this.underway = requireNonNull(underway, "underway is null");
        this.endsItsJvm = requireNonNull(endsItsJvm, "endsItsJvm is null");
    }

    /** Ends when the plugin may be constructed in this JVM; fails with {@code ORKA-PLUGIN-18} when it is held back. */
    CompletableFuture<Void> of(Prepared prepared) {
        PluginKey key = prepared.bundle().key();
        Underway.@Nullable Suspect suspect =
                underway.suspect(key, prepared.bundle().commit(), PluginState.STARTING);
        if (suspect == null || prepared.runsElsewhere()) {
            return CompletableFuture.completedFuture(null);
        }
        if (suspect.heldBack()) {
            return CompletableFuture.failedFuture(PluginsFailure.heldBack(suspect));
        }
        return endsItsJvm.apply(prepared.inItsOwnJvm()).thenAccept(ends -> {
            if (ends) {
                underway.holdBack(suspect, key);
                throw new CompletionException(PluginsFailure.heldBack(suspect));
            }
        });
    }
}
