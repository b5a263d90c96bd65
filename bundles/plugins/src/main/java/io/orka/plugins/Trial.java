package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.orka.identity.PluginKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries a suspect of the {@link StartJournal} in a separate JVM before it is started in this one. If it crashes or
 * stops that JVM, it is not started; any other failure does not prevent the start here. Trials run one after another,
 * since there may be many suspects.
 */
final class Trial {

    private final StartJournal journal;
    private final Function<Prepared, CompletableFuture<Boolean>> endsItsJvm;

    @GuardedBy("this")
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    /**
     * Creates an object without starting a trial.
     *
     * @param endsItsJvm constructs and probes a plugin in a separate JVM, closes it, and returns whether the plugin
     *     crashed or stopped the JVM
     */
    Trial(StartJournal journal, Function<Prepared, CompletableFuture<Boolean>> endsItsJvm) {
        this.journal = requireNonNull(journal, "journal is null");
        this.endsItsJvm = requireNonNull(endsItsJvm, "endsItsJvm is null");
    }

    /**
     * Completes when the plugin may be constructed in this JVM; fails with {@code ORKA-PLUGIN-18} if it is held back.
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
