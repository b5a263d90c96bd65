package io.orka.plugins;

import io.orka.identity.PluginKey;
import java.time.Instant;

/**
 * An event of a plugin.
 *
 * @param sequence the number of the event; the numbers that one listener gets increase, with gaps
 * @param at the time of the event
 * @param key the plugin
 * @param what the type of the event
 */
public record Occurrence(long sequence, Instant at, PluginKey key, What what) {

    /** The types of events. */
    public sealed interface What {}

    /**
     * The plugin entered another state than {@link PluginState#FAILED}.
     *
     * @param state the new state
     */
    public record Entered(PluginState state) implements What {}

    /**
     * The plugin failed.
     *
     * @param failure the cause
     */
    public record Failed(Failure failure) implements What {}

    /**
     * The plugin replaced another version.
     *
     * @param commit the commit that is active now
     * @param previous the replaced version
     * @param previousCommit the commit of the replaced version
     * @param back whether the change was a rollback
     */
    public record TookOver(String commit, PluginKey previous, String previousCommit, boolean back) implements What {}

    /** The plugin was removed. */
    public record Gone() implements What {}
}
