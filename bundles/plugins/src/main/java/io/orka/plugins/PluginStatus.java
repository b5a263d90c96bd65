package io.orka.plugins;

import io.orka.identity.PluginKey;
import io.orka.registry.EntryLimits;
import io.orka.registry.PluginConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One plugin as it is at one moment.
 *
 * @param key name and version as registered
 * @param service the registered service name
 * @param state where it is
 * @param detail what is going on, such as {@code Receiving objects 40 %}; empty when nothing is
 * @param commit the commit that serves, or {@code null} when none does
 * @param generation the number of the generation that serves, counted over all plugins since the host started; 0 for none
 * @param servedBy the key that serves in its place while it has failed, or {@code null}
 * @param calls what became of the calls to the generation that serves
 * @param limits the limits of those calls, and what else guards the plugin that serves; where none does, what its entry says
 * @param since when the state was entered
 * @param failure why it failed, or {@code null}
 * @param retry when it is tried again by itself after its failure, or {@code null}
 * @param quarantined whether it failed so often that it is tried again every hour only, or when asked for
 * @param stages how long each stage of the last run took
 * @param warnings what is odd but does not stop it
 * @param alive earlier generations of the name whose classes are still in memory; where the name is registered in several
 *     versions, those of no registered version are told with the first
 * @param config the metadata of what serves, or {@code null} when nothing does
 */
public record PluginStatus(
        PluginKey key,
        String service,
        PluginState state,
        String detail,
        @Nullable String commit,
        long generation,
        @Nullable PluginKey servedBy,
        CallCounts calls,
        EntryLimits limits,
        Instant since,
        @Nullable Failure failure,
        @Nullable Instant retry,
        boolean quarantined,
        List<StageTime> stages,
        List<String> warnings,
        List<StillAlive> alive,
        @Nullable PluginConfig config) {}
