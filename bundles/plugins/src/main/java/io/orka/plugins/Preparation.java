package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.build.BuiltJar;
import io.orka.checkout.Checkout;
import io.orka.checkout.FetchProgress;
import io.orka.identity.PluginKey;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import io.orka.registry.Previous;
import io.orka.wrap.PluginBundle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Clones, builds and wraps the plugin of an entry, and adds its bundle to the store. Safe for use by multiple threads.
 */
final class Preparation {

    private final PipelineServices pipeline;
    private final LockFile lockFile;
    private final StatusBoard board;
    private final StageRunner stages;
    private final StartJournal journal;

    Preparation(PipelineServices pipeline, LockFile lockFile, StatusBoard board, StartJournal journal) {
        this.pipeline = requireNonNull(pipeline, "pipeline is null");
        this.lockFile = requireNonNull(lockFile, "lockFile is null");
        this.board = requireNonNull(board, "board is null");
        this.stages = new StageRunner(board);
        this.journal = requireNonNull(journal, "journal is null");
    }

    /**
     * Prepares one entry.
     *
     * @param entry the entry to prepare
     * @param knownCommit the commit that is already active and needs no work, or {@code null}
     * @param update whether to look for newer snapshot dependencies regardless of their update policy
     * @return the plugin, ready to start; empty if the ref still points to the known commit
     * @throws StageFailed when a stage failed; the board shows it
     */
    Optional<Prepared> prepare(PluginEntry entry, @Nullable String knownCommit, boolean update) {
        return prepare(
                entry,
                knownCommit,
                update,
                progress -> pipeline.stages().checkouts().checkout(entry, lockedRef(entry), progress));
    }

    /**
     * Prepares the locked commit.
     *
     * @throws StageFailed when a stage failed; the board shows it
     */
    Prepared rebuild(PluginEntry entry, LockEntry locked) {
        return prepare(
                        entry,
                        null,
                        false,
                        progress -> pipeline.stages().checkouts().checkoutLocked(entry, locked, progress))
                .orElseThrow();
    }

    /** Returns the lock entry that has the entry's ref: of the active version, or of the version for a rollback. */
    private @Nullable LockEntry lockedRef(PluginEntry entry) {
        Stream<LockEntry> own = Stream.ofNullable(lockFile.get(entry.key()));
        Stream<LockEntry> waysBack = lockFile.entries().values().stream()
                .map(LockEntry::previous)
                .filter(Objects::nonNull)
                .filter(previous -> previous.key().equals(entry.key()))
                .map(Previous::locked);
        return Stream.concat(own, waysBack)
                .filter(locked -> Planner.sameRef(entry, locked))
                .findFirst()
                .orElse(null);
    }

    private Optional<Prepared> prepare(
            PluginEntry entry,
            @Nullable String knownCommit,
            boolean update,
            Function<FetchProgress, Checkout> checkouts) {
        PluginKey key = entry.key();
        board.begin(key);
        Checkout checkout = stages.run(
                key,
                PluginState.CLONING,
                () -> checkouts.apply((phase, done, total) -> board.detail(key, progress(phase, done, total))));
        if (checkout.commit().equals(knownCommit)) {
            return Optional.empty();
        }
        BuiltJar built = stages.run(
                key,
                PluginState.BUILDING,
                () -> journal.during(
                        key,
                        checkout.commit(),
                        StartJournal.Step.BUILD,
                        () -> pipeline.stages().builds().build(checkout, update, phase -> board.detail(key, phase))));
        PluginBundle bundle = stages.run(
                key,
                PluginState.WRAPPING,
                () -> pipeline.stages().store().add(pipeline.stages().wrapper().wrap(built)));
        return Optional.of(new Prepared(bundle, locked(built, bundle), checkout.config(), warnings(checkout)));
    }

    private static String progress(String phase, long done, long total) {
        return total > 0 ? phase + " " + 100 * done / total + " %" : phase + " " + done;
    }

    private static LockEntry locked(BuiltJar built, PluginBundle bundle) {
        Checkout checkout = built.checkout();
        PluginEntry entry = checkout.entry();
        return new LockEntry(
                entry.service(),
                entry.repo().text(),
                entry.ref(),
                entry.path(),
                entry.tests(),
                checkout.ref(),
                checkout.commit(),
                checkout.tree(),
                bundle.digest(),
                built.builder(),
                Runtime.version().toString(),
                entry.limits(),
                null);
    }

    private static List<String> warnings(Checkout checkout) {
        String tagNow = checkout.tagNow();
        return tagNow == null
                ? List.of()
                : List.of("its tag was moved to commit " + tagNow + "; Orka built the locked commit "
                        + checkout.commit());
    }
}
