package io.orka.facade;

import io.orka.api.PluginEvent;
import io.orka.plugins.Occurrence;
import java.time.Instant;

/** Converts events of plugins to the types of the API. */
final class Events {

    private Events() {}

    static PluginEvent of(Occurrence occurrence) {
        long sequence = occurrence.sequence();
        Instant at = occurrence.at();
        String key = occurrence.key().toString();
        if (occurrence.what() instanceof Occurrence.Entered entered) {
            return new PluginEvent.StateChanged(sequence, at, key, Infos.state(entered.state()));
        }
        if (occurrence.what() instanceof Occurrence.Failed failed) {
            return new PluginEvent.Failed(sequence, at, key, Infos.failure(failed.failure()));
        }
        if (occurrence.what() instanceof Occurrence.TookOver over) {
            String previous = over.previous().toString();
            return over.back()
                    ? new PluginEvent.RolledBack(sequence, at, key, over.commit(), previous, over.previousCommit())
                    : new PluginEvent.Swapped(sequence, at, key, over.commit(), previous, over.previousCommit());
        }
        return new PluginEvent.Removed(sequence, at, key);
    }
}
