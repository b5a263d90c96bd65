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
 * Tracks the revision of the registry that was applied last. This revision distinguishes edits by others, which are not
 * applied yet, from edits by commands. Safe for use by multiple threads. Edits by commands are serialized.
 */
final class AppliedRevision {

    private final DesiredState desired;
    private final Runnable mayChange;

    @GuardedBy("this")
    private DesiredState.Revision applied = new DesiredState.Revision(-1, "");

    /**
     * Creates an object without an applied revision.
     *
     * @param mayChange throws while nothing may be applied
     */
    AppliedRevision(DesiredState desired, Runnable mayChange) {
        this.desired = requireNonNull(desired, "desired is null");
        this.mayChange = requireNonNull(mayChange, "mayChange is null");
    }

    /**
     * Marks the file's content as applied.
     *
     * @return whether the content differs from the content applied before
     * @throws InvalidRegistry if the file is invalid; in this case nothing changes
     */
    synchronized boolean takeOver() {
        mayChange.run();
        DesiredState.Revision read = desired.readAndApprove();
        boolean changed = !read.is(applied);
        applied = read;
        return changed;
    }

    /**
     * Returns whether the current content of the file is applied, or waits for a command.
     *
     * @throws InvalidRegistry if the file is invalid
     */
    synchronized boolean isLatest() {
        desired.read();
        return desired.onCommand() || desired.revision().is(applied);
    }

    /** Returns the state of the file. An edit of a command is never shown as pending. */
    synchronized RegistryHealth health() {
        return desired.health();
    }

    /**
     * Returns the names whose changed entries wait for {@code orka:apply}.
     *
     * @throws InvalidRegistry if the file is invalid
     */
    synchronized List<String> pending() {
        desired.read();
        return desired.pending();
    }

    /** Adds an entry to the file. */
    synchronized void add(PluginKey key, Supplier<Edited> edit) {
        edited(edit.get(), Set.of(key));
    }

    /** Removes an entry from the file, even if a pending edit has changed its version or has removed it already. */
    synchronized void remove(PluginKey key, Function<PluginKey, Edited> edit) {
        Optional<PluginKey> inFile = desired.readAndFind(key);
        boolean isGone = inFile.isEmpty() && desired.onCommand();
        edited(isGone ? null : edit.apply(inFile.orElse(key)), with(inFile, key));
    }

    /**
     * Changes the key of an entry, even if a pending edit has changed its version.
     *
     * @param edit edits the file, for the key that the entry has in the file; returns {@code null} without a change
     */
    synchronized void move(PluginKey from, PluginKey to, Function<PluginKey, @Nullable Edited> edit) {
        Optional<PluginKey> inFile = desired.readAndFind(from);
        edited(edit.apply(inFile.orElse(from)), with(inFile, from, to));
    }

    /**
     * Treats the new content as applied if the content before the edit was applied. Edits by others stay pending, even
     * if they restore the same content.
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
