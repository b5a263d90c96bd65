package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.build.BuiltJar;
import io.orka.checkout.Checkout;
import io.orka.checkout.FetchProgress;
import io.orka.registry.Locked;
import io.orka.registry.PluginEntry;
import io.orka.registry.PluginKey;
import io.orka.registry.Previous;
import io.orka.wrap.PluginBundle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings an entry from its repository into the store: clone, build, wrap. Runs beside the lifecycle thread, many at once. */
final class Preparation {

    private final Rooms rooms;
    private final Ledger ledger;
    private final StatusBoard board;
    private final Underway underway;

    Preparation(Rooms rooms, Ledger ledger, StatusBoard board, Underway underway) {
        this.rooms = requireNonNull(rooms, "rooms is null");
        this.ledger = requireNonNull(ledger, "ledger is null");
        this.board = requireNonNull(board, "board is null");
        this.underway = requireNonNull(underway, "underway is null");
    }

    /**
     * Prepares one entry.
     *
     * @param entry what to prepare
     * @param knownCommit the commit that needs no work since it serves already, or {@code null}
     * @param update whether newer snapshots among the dependencies are looked for before they are due
     * @return what can be started; empty when the ref still names the known commit
     * @throws StageFailed when a stage failed; the board shows it
     */
    Optional<Prepared> prepare(PluginEntry entry, @Nullable String knownCommit, boolean update) {
        return prepare(
                entry, knownCommit, update, progress -> rooms.checkouts().checkout(entry, lockedRef(entry), progress));
    }

    /**
     * Prepares the commit that is locked.
     *
     * @throws StageFailed when a stage failed; the board shows it
     */
    Prepared rebuild(PluginEntry entry, Locked locked) {
        return prepare(entry, null, false, progress -> rooms.checkouts().checkoutLocked(entry, locked, progress))
                .orElseThrow();
    }

    /** What the entry's ref named when it was locked, be it for what serves or for the way back from that. */
    private @Nullable Locked lockedRef(PluginEntry entry) {
        Stream<Locked> own = Stream.ofNullable(ledger.get(entry.key()));
        Stream<Locked> waysBack = ledger.entries().values().stream()
                .map(Locked::previous)
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
        Checkout checkout = board.stage(
                key,
                PluginState.CLONING,
                () -> checkouts.apply((phase, done, total) -> board.detail(key, progress(phase, done, total))));
        if (checkout.commit().equals(knownCommit)) {
            return Optional.empty();
        }
        BuiltJar built = board.stage(
                key,
                PluginState.BUILDING,
                () -> underway.during(
                        key,
                        checkout.commit(),
                        Underway.Step.BUILD,
                        () -> rooms.builds().build(checkout, update, phase -> board.detail(key, phase))));
        PluginBundle bundle = board.stage(
                key,
                PluginState.WRAPPING,
                () -> rooms.store().add(rooms.wrapper().wrap(built)));
        return Optional.of(new Prepared(bundle, locked(built, bundle), checkout.config(), warnings(checkout)));
    }

    private static String progress(String phase, long done, long total) {
        return total > 0 ? phase + " " + 100 * done / total + " %" : phase + " " + done;
    }

    private static Locked locked(BuiltJar built, PluginBundle bundle) {
        Checkout checkout = built.checkout();
        PluginEntry entry = checkout.entry();
        return new Locked(
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
                entry.guards(),
                null);
    }

    private static List<String> warnings(Checkout checkout) {
        String tagNow = checkout.tagNow();
        return tagNow == null
                ? List.of()
                : List.of("its tag was moved: it names commit " + tagNow + " now, and the locked commit "
                        + checkout.commit() + " was built");
    }
}
