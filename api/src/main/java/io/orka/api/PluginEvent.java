package io.orka.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something that happened to a plugin.
 *
 * <p>Later versions may add events: end a {@code switch} over them with {@code default}.
 */
public sealed interface PluginEvent {

    /**
     * Its number. The events that one listener receives have rising numbers; a gap means that events in between were merged
     * into later ones, or were told to nobody.
     *
     * @return at least 1
     */
    long sequence();

    /**
     * When it happened, by the host's clock.
     *
     * @return the time
     */
    Instant time();

    /**
     * The plugin that it happened to.
     *
     * @return {@code name@version} as registered, or the name alone for an entry without a version
     */
    String key();

    /**
     * A plugin entered another state; for {@link PluginState#FAILED} see {@link Failed}.
     *
     * @param sequence its number
     * @param time when
     * @param key the plugin
     * @param state the new state
     */
    record StateChanged(long sequence, Instant time, String key, PluginState state) implements PluginEvent {

        /** Checks that nothing is missing. */
        public StateChanged {
            requireNonNull(time, "time is null");
            requireNonNull(key, "key is null");
            requireNonNull(state, "state is null");
        }
    }

    /**
     * A plugin entered the state {@link PluginState#FAILED}. The last good version, if there is one, stays active.
     *
     * @param sequence its number
     * @param time when
     * @param key the plugin
     * @param failure why
     */
    record Failed(long sequence, Instant time, String key, PluginFailure failure) implements PluginEvent {

        /** Checks that nothing is missing. */
        public Failed {
            requireNonNull(time, "time is null");
            requireNonNull(key, "key is null");
            requireNonNull(failure, "failure is null");
        }
    }

    /**
     * A version took the place of another one: all calls that begin from now on go to it. It is told once for each version
     * whose place it took, after the new version's {@link StateChanged} to {@link PluginState#ACTIVE}, and before the
     * {@link Removed} of a previous version that has another key.
     *
     * @param sequence its number
     * @param time when
     * @param key the version that is active now
     * @param commit its commit
     * @param previousKey the version whose place it took; the same key when only the commit is another one
     * @param previousCommit the commit of that version
     */
    record Swapped(long sequence, Instant time, String key, String commit, String previousKey, String previousCommit)
            implements PluginEvent {

        /** Checks that nothing is missing. */
        public Swapped {
            requireNonNull(time, "time is null");
            requireNonNull(key, "key is null");
            requireNonNull(commit, "commit is null");
            requireNonNull(previousKey, "previousKey is null");
            requireNonNull(previousCommit, "previousCommit is null");
        }
    }

    /**
     * As {@link Swapped}, back to what was active before.
     *
     * @param sequence its number
     * @param time when
     * @param key the version that is active again
     * @param commit its commit
     * @param previousKey the version whose place it took; the same key when only the commit is another one
     * @param previousCommit the commit of that version
     */
    record RolledBack(long sequence, Instant time, String key, String commit, String previousKey, String previousCommit)
            implements PluginEvent {

        /** Checks that nothing is missing. */
        public RolledBack {
            requireNonNull(time, "time is null");
            requireNonNull(key, "key is null");
            requireNonNull(commit, "commit is null");
            requireNonNull(previousKey, "previousKey is null");
            requireNonNull(previousCommit, "previousCommit is null");
        }
    }

    /**
     * A key is gone: it was taken out of {@code plugins.json}, or another version took its place. Calls that had begun may
     * still be running.
     *
     * @param sequence its number
     * @param time when
     * @param key the plugin
     */
    record Removed(long sequence, Instant time, String key) implements PluginEvent {

        /** Checks that nothing is missing. */
        public Removed {
            requireNonNull(time, "time is null");
            requireNonNull(key, "key is null");
        }
    }
}
