package io.orka.plugins;

import io.orka.calls.Generation;
import io.orka.identity.PluginKey;
import io.orka.registry.LockEntry;
import io.orka.wrap.PluginBundle;
import java.time.Instant;

/**
 * One generation of a plugin that serves, or that served and drains.
 *
 * @param candidate what was started
 * @param locked what the lock says of it
 * @param generation its calls
 * @param since when it began to serve
 */
record Live(Candidate candidate, LockEntry locked, Generation generation, Instant since) {

    Prepared prepared() {
        return candidate.prepared();
    }

    PluginKey key() {
        return prepared().bundle().key();
    }

    /** Whether something other than Orka has stopped its bundle: it answers calls, but has no service any more. */
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
