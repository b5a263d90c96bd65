package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.orka.identity.PluginKey;
import io.orka.registry.Edited;
import io.orka.registry.InvalidRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which revision of the registry was applied last: it tells somebody else's edit, which is still to be applied, from a
 * command's own. Safe for use by many threads; an edit of a command happens alone.
 */
final class AppliedRevision {

    private final DesiredState desired;
    private final Runnable mayChange;

    @GuardedBy("this")
    private DesiredState.Revision applied = new DesiredState.Revision(-1, "");

    /**
     * Takes nothing for applied yet.
     *
     * @param mayChange throws while nothing may be applied
     */
    AppliedRevision(DesiredState desired, Runnable mayChange) {
        this.desired = requireNonNull(desired, "desired is null");
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
        DesiredState.Revision read = desired.readAndApprove();
        boolean changed = !read.is(applied);
        applied = read;
        return changed;
    }

    /**
     * Whether what the file holds now is what was applied, or waits for a command.
     *
     * @throws InvalidRegistry when it cannot be used
     */
    synchronized boolean isLatest() {
        desired.read();
        return desired.onCommand() || desired.revision().is(applied);
    }

    /** How the file is, never with the edit of a command as one that waits. */
    synchronized RegistryHealth health() {
        return desired.health();
    }

    /**
     * The names whose entries in the file wait for a command.
     *
     * @throws InvalidRegistry when it cannot be used
     */
    synchronized List<String> pending() {
        desired.read();
        return desired.pending();
    }

    /** Adds an entry to the file. */
    synchronized void add(PluginKey key, Supplier<Edited> edit) {
        edited(edit.get(), Set.of(key));
    }

    /** Takes an entry out of the file, also where an edit that waits has changed its version, or has done so already. */
    synchronized void remove(PluginKey key, Function<PluginKey, Edited> edit) {
        Optional<PluginKey> inFile = desired.readAndFind(key);
        boolean isGone = inFile.isEmpty() && desired.onCommand();
        edited(isGone ? null : edit.apply(inFile.orElse(key)), with(inFile, key));
    }

    /**
     * Gives an entry of the file another key, also where an edit that waits has changed its version.
     *
     * @param edit given the key that the entry has in the file; {@code null} when nothing is to be changed
     */
    synchronized void move(PluginKey from, PluginKey to, Function<PluginKey, @Nullable Edited> edit) {
        Optional<PluginKey> inFile = desired.readAndFind(from);
        edited(edit.apply(inFile.orElse(from)), with(inFile, from, to));
    }

    /**
     * If what was edited had been applied, what it is now counts as applied too. Edits of others, be it back to the same
     * content, stay to be applied.
     */
    @GuardedBy("this")
    private void edited(@Nullable Edited edited, Set<PluginKey> keys) {
        desired.readAndApprove(keys);
        if (edited != null
                && edited.before().equals(applied.digest())
                && !edited.before().equals(edited.after())) {
            applied = new DesiredState.Revision(applied.number() + 1, edited.after());
        }
    }

    private static Set<PluginKey> with(Optional<PluginKey> inFile, PluginKey... keys) {
        Set<PluginKey> all = new HashSet<>(List.of(keys));
        inFile.ifPresent(all::add);
        return all;
    }
}
