package io.orka.plugins;

import io.orka.identity.PluginKey;
import java.time.Instant;

/**
 * Something that happened to a plugin.
 *
 * @param sequence its number; those that one listener is told rise, with gaps
 * @param at when
 * @param key the plugin
 * @param what what happened
 */
public record Occurrence(long sequence, Instant at, PluginKey key, What what) {

    /** What can happen. */
    public sealed interface What {}

    /**
     * It entered another state than {@link PluginState#FAILED}.
     *
     * @param state the new state
     */
    public record Entered(PluginState state) implements What {}

    /**
     * It failed.
     *
     * @param failure why
     */
    public record Failed(Failure failure) implements What {}

    /**
     * It took the place of another version.
     *
     * @param commit the commit that is active now
     * @param previous whose place it took
     * @param previousCommit what that was built from
     * @param back whether this was a rollback
     */
    public record TookOver(String commit, PluginKey previous, String previousCommit, boolean back) implements What {}

    /** It is no longer there. */
    public record Gone() implements What {}
}
