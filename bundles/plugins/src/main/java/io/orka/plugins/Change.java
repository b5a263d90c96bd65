package io.orka.plugins;

import io.orka.identity.PluginKey;
import io.orka.registry.PluginEntry;
import java.util.Set;

/** A change that makes the running plugins match the registry. */
public sealed interface Change {

    /**
     * The plugin.
     *
     * @return its new key, or its old one if it is removed
     */
    PluginKey key();

    /** A new plugin. */
    record Install(PluginEntry entry) implements Change {
        @Override
        public PluginKey key() {
            return entry.key();
        }
    }

    /** A new version that replaces others of the same name when it is ready. */
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

    /** The same plugin with other limits or another probe; it stays active. */
    record Adjust(PluginEntry entry) implements Change {
        @Override
        public PluginKey key() {
            return entry.key();
        }
    }

    /** A plugin that is no longer registered. */
    record Remove(PluginKey key) implements Change {}
}
