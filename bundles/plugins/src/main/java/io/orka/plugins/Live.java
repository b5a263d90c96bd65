package io.orka.plugins;

import io.orka.calls.Generation;
import io.orka.identity.PluginKey;
import io.orka.registry.LockEntry;
import io.orka.wrap.PluginBundle;
import java.time.Instant;

/**
 * One generation of a plugin that is active or draining.
 *
 * @param candidate the started plugin
 * @param locked the plugin's entry in the lock file
 * @param generation the route and the counts of the plugin's calls
 * @param since the time at which the generation became active
 */
record Live(Candidate candidate, LockEntry locked, Generation generation, Instant since) {

    Prepared prepared() {
        return candidate.prepared();
    }

    PluginKey key() {
        return prepared().bundle().key();
    }

    /**
     * Returns whether something other than Orka has stopped the plugin's bundle. In this case the plugin still answers
     * calls, but its service is unregistered.
     */
    boolean lostItsBundle() {
        return candidate.externalStop().isDone();
    }

    boolean isOf(PluginBundle bundle) {
        return prepared().bundle().digest().equals(bundle.digest());
    }

    /** Returns whether another build of the same commit may have newer libraries. */
    boolean hasSnapshots() {
        return prepared().bundle().hasSnapshots();
    }

    String commit() {
        return prepared().bundle().commit();
    }
}
