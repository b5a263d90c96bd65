package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.InvalidRegistry;

/**
 * Which content of the registry was applied last: it tells somebody else's edit, which is still to be applied, from a
 * command's own. Safe for use by many threads; an edit of a command happens alone.
 */
final class Applied {

    private final Wanted wanted;
    private String digest = "";

    Applied(Wanted wanted) {
        this.wanted = requireNonNull(wanted, "wanted is null");
    }

    /**
     * Takes the file's content for applied.
     *
     * @return whether it was another one before
     * @throws InvalidRegistry when it cannot be used; then nothing changes
     */
    synchronized boolean takeOver() {
        wanted.read();
        boolean changed = !isCurrent();
        digest = wanted.digest();
        return changed;
    }

    /** Whether the content last read is the one that was applied. */
    synchronized boolean isCurrent() {
        return wanted.digest().equals(digest);
    }

    /**
     * Whether what the file holds now is what was applied.
     *
     * @throws InvalidRegistry when it cannot be used
     */
    synchronized boolean isLatest() {
        wanted.read();
        return isCurrent();
    }

    /** Edits the file; with the edit it counts as applied where it did before, and else is still to be applied. */
    synchronized void edit(Runnable edit) {
        wanted.read();
        boolean current = isCurrent();
        edit.run();
        wanted.read();
        if (current) {
            digest = wanted.digest();
        }
    }

    /** Takes what the file holds after an edit for applied. */
    synchronized void edited() {
        wanted.readOrLastGood();
        digest = wanted.digest();
    }
}
