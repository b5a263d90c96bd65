package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.Edited;
import io.orka.registry.InvalidRegistry;
import java.util.function.Supplier;

/**
 * Which content of the registry was applied last: it tells somebody else's edit, which is still to be applied, from a
 * command's own. Safe for use by many threads; an edit of a command happens alone.
 */
final class Applied {

    private final Wanted wanted;
    private final Runnable mayChange;
    private String digest = "";

    /**
     * Takes nothing for applied yet.
     *
     * @param mayChange throws while nothing may be applied
     */
    Applied(Wanted wanted, Runnable mayChange) {
        this.wanted = requireNonNull(wanted, "wanted is null");
        this.mayChange = requireNonNull(mayChange, "mayChange is null");
    }

    /**
     * Takes the file's content for applied.
     *
     * @return whether it was another one before
     * @throws InvalidRegistry when it cannot be used; then nothing changes
     */
    synchronized boolean takeOver() {
        mayChange.run();
        wanted.read();
        wanted.approve();
        boolean changed = !wanted.digest().equals(digest);
        digest = wanted.digest();
        return changed;
    }

    /**
     * Whether what the file holds now is what was applied, or waits for a command.
     *
     * @throws InvalidRegistry when it cannot be used
     */
    synchronized boolean isLatest() {
        wanted.read();
        return wanted.onCommand() || wanted.digest().equals(digest);
    }

    /** Edits the file. Only if what was edited had been applied, what it is now counts as applied too. */
    synchronized void edit(String name, Supplier<Edited> edit) {
        Edited edited = edit.get();
        wanted.read();
        if (wanted.onCommand()) {
            wanted.approve(name);
        }
        if (edited.before().equals(digest)) {
            digest = edited.after();
        }
    }
}
