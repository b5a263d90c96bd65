package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.orka.identity.PluginKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries a suspect of the {@link StartJournal} in a separate JVM before its start in this JVM. A suspect that crashes or
 * stops the separate JVM is not started; any other failure does not prevent the start in this JVM. Trials run one after
 * another, since there may be many suspects.
 */
final class Trial {

    private final StartJournal journal;
    private final Function<Prepared, CompletableFuture<Boolean>> endsItsJvm;

    @GuardedBy("this")
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    /**
     * Creates an object without starting a trial.
     *
     * @param endsItsJvm constructs, probes and closes a plugin in a separate JVM, and returns whether the plugin
     *     crashed or stopped the JVM
     */
    Trial(StartJournal journal, Function<Prepared, CompletableFuture<Boolean>> endsItsJvm) {
        this.journal = requireNonNull(journal, "journal is null");
        this.endsItsJvm = requireNonNull(endsItsJvm, "endsItsJvm is null");
    }

    /**
     * Returns a future that completes when the plugin may be constructed in this JVM, or fails with {@code
     * ORKA-PLUGIN-18} if the plugin is held back.
     */
    CompletableFuture<Void> of(Prepared prepared) {
        PluginKey key = prepared.bundle().key();
        StartJournal.@Nullable Suspect suspect =
                journal.suspect(key, prepared.bundle().commit());
        if (suspect == null) {
            return CompletableFuture.completedFuture(null);
        }
        if (prepared.runsElsewhere()) {
            journal.forget(key);
            return CompletableFuture.completedFuture(null);
        }
        if (suspect.heldBack()) {
            return CompletableFuture.failedFuture(PluginsFailure.heldBack(suspect));
        }
        return afterTheOthers(prepared).thenAccept(ends -> {
            if (ends) {
                journal.holdBack(key, suspect);
                throw new CompletionException(PluginsFailure.heldBack(suspect));
            }
        });
    }

    private synchronized CompletableFuture<Boolean> afterTheOthers(Prepared prepared) {
        CompletableFuture<Boolean> next = last.thenCompose(ended -> endsItsJvm.apply(prepared.inItsOwnJvm()))
                .exceptionally(untold -> false);
        last = next;
        return next;
    }
}
