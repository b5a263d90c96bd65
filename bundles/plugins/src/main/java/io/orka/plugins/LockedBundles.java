package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.registry.LockEntry;
import io.orka.store.BundleStore;
import io.orka.wrap.PluginBundle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the bundle for an entry of the lock file. A bundle that was built for another entry is treated as missing. */
final class LockedBundles {

    private static final Logger LOG = LoggerFactory.getLogger(LockedBundles.class);

    private final BundleStore store;

    LockedBundles(BundleStore store) {
        this.store = requireNonNull(store, "store is null");
    }

    Optional<PluginBundle> find(PluginKey key, LockEntry locked) {
        if (!BundleStore.isDigest(locked.digest())) {
            LOG.warn(
                    "{}: the lock file has an invalid digest, so the bundle counts as missing: {}",
                    key,
                    locked.digest());
            return Optional.empty();
        }
        Optional<PluginBundle> found = store.find(locked.digest());
        if (found.isPresent() && !isFor(key, locked, found.get())) {
            LOG.warn(
                    "{}: the digest in the lock file belongs to {}, commit {}, service {}, so the bundle counts as missing: {}",
                    key,
                    found.get().key(),
                    found.get().commit(),
                    found.get().service(),
                    locked.digest());
            return Optional.empty();
        }
        return found;
    }

    private static boolean isFor(PluginKey key, LockEntry locked, PluginBundle bundle) {
        return bundle.key().equals(key)
                && bundle.service().equals(locked.service())
                && bundle.commit().equals(locked.commit());
    }
}
