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
 * @param locked its entry in the lock file
 * @param generation its calls
 * @param since the time at which it became active
 */
record Live(Candidate candidate, LockEntry locked, Generation generation, Instant since) {

    Prepared prepared() {
        return candidate.prepared();
    }

    PluginKey key() {
        return prepared().bundle().key();
    }

    /**
     * Whether something other than Orka has stopped its bundle: it still answers calls, but its service is
     * unregistered.
     */
    boolean lostItsBundle() {
        return candidate.externalStop().isDone();
    }

    boolean isOf(PluginBundle bundle) {
        return prepared().bundle().digest().equals(bundle.digest());
    }

    /** Whether another build of the same commit may have newer libraries. */
    boolean hasSnapshots() {
        return prepared().bundle().hasSnapshots();
    }

    String commit() {
        return prepared().bundle().commit();
    }
}
