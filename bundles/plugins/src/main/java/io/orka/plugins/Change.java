package io.orka.plugins;

import io.orka.identity.PluginKey;
import io.orka.registry.PluginEntry;
import java.util.Set;

/** One thing to do so that what runs is what the registry asks for. */
public sealed interface Change {

    /**
     * Whom it concerns.
     *
     * @return the key as it will be, or was
     */
    PluginKey key();

    /** A new plugin, beside the others. */
    record Install(PluginEntry entry) implements Change {
        @Override
        public PluginKey key() {
            return entry.key();
        }
    }

    /** A new version in the place of others of the same name, which go when it serves. */
    record Replace(PluginEntry entry, Set<PluginKey> replaced) implements Change {
        @Override
        public PluginKey key() {
            return entry.key();
        }
    }

    /** The same key from another repository, ref or path, or under another service name. */
    record Update(PluginEntry entry) implements Change {
        @Override
        public PluginKey key() {
            return entry.key();
        }
    }

    /** The same plugin under other limits, or with another probe; it goes on serving. */
    record Adjust(PluginEntry entry) implements Change {
        @Override
        public PluginKey key() {
            return entry.key();
        }
    }

    /** A plugin nobody asks for any more. */
    record Remove(PluginKey key) implements Change {}
}
