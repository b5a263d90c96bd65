package io.orka.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An event in the life of a plugin.
 *
 * <p>Later versions of Orka may add events. End a {@code switch} over events with {@code default}.
 */
public sealed interface PluginEvent {

    /**
     * Returns the event's number. The events that a listener receives have increasing numbers. A gap means that events
     * were merged into later ones, or were not delivered.
     *
     * @return at least 1
     */
    long sequence();

    /**
     * Returns when the event happened, by the host's clock.
     *
     * @return the time
     */
    Instant time();

    /**
     * Returns the plugin that the event is about.
     *
     * @return {@code name@version} as registered, or the name alone for an entry without a version
     */
    String key();

    /**
     * A plugin has entered another state. The event for {@link PluginState#FAILED} is {@link Failed}.
     *
     * @param sequence the event's number
     * @param time the time of the event
     * @param key the plugin
     * @param state the new state
     */
    record StateChanged(long sequence, Instant time, String key, PluginState state) implements PluginEvent {

        /** Rejects {@code null}. */
        public StateChanged {
            requireNonNull(time, "time is null");
            requireNonNull(key, "key is null");
            requireNonNull(state, "state is null");
        }
    }

    /**
     * A plugin has entered the state {@link PluginState#FAILED}. The previous version, if any, stays active.
     *
     * @param sequence the event's number
     * @param time the time of the event
     * @param key the plugin
     * @param failure the reason
     */
    record Failed(long sequence, Instant time, String key, PluginFailure failure) implements PluginEvent {

        /** Rejects {@code null}. */
        public Failed {
            requireNonNull(time, "time is null");
            requireNonNull(key, "key is null");
            requireNonNull(failure, "failure is null");
        }
    }

    /**
     * A version has replaced another version: new calls go to the new version. There is one event for each replaced
     * version. The event follows the new version's {@link StateChanged} to {@link PluginState#ACTIVE}, and precedes the
     * {@link Removed} of a previous version with another key.
     *
     * @param sequence the event's number
     * @param time the time of the event
     * @param key the version that is active now
     * @param commit the commit of that version
     * @param previousKey the version that was replaced; the same key if only the commit differs
     * @param previousCommit the commit of the replaced version
     */
    record Swapped(long sequence, Instant time, String key, String commit, String previousKey, String previousCommit)
            implements PluginEvent {

        /** Rejects {@code null}. */
        public Swapped {
            requireNonNull(time, "time is null");
            requireNonNull(key, "key is null");
            requireNonNull(commit, "commit is null");
            requireNonNull(previousKey, "previousKey is null");
            requireNonNull(previousCommit, "previousCommit is null");
        }
    }

    /**
     * A rollback has replaced a version with the previous version; see {@link Swapped}.
     *
     * @param sequence the event's number
     * @param time the time of the event
     * @param key the version that is active again
     * @param commit the commit of that version
     * @param previousKey the version that was replaced; the same key if only the commit differs
     * @param previousCommit the commit of the replaced version
     */
    record RolledBack(long sequence, Instant time, String key, String commit, String previousKey, String previousCommit)
            implements PluginEvent {

        /** Rejects {@code null}. */
        public RolledBack {
            requireNonNull(time, "time is null");
            requireNonNull(key, "key is null");
            requireNonNull(commit, "commit is null");
            requireNonNull(previousKey, "previousKey is null");
            requireNonNull(previousCommit, "previousCommit is null");
        }
    }

    /**
     * A key is no longer registered: it was removed from {@code plugins.json}, or another version has replaced it.
     * Calls in flight may still be running.
     *
     * @param sequence the event's number
     * @param time the time of the event
     * @param key the plugin
     */
    record Removed(long sequence, Instant time, String key) implements PluginEvent {

        /** Rejects {@code null}. */
        public Removed {
            requireNonNull(time, "time is null");
            requireNonNull(key, "key is null");
        }
    }
}
