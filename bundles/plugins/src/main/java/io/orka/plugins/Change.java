package io.orka.plugins;

import io.orka.identity.PluginKey;
import io.orka.registry.PluginEntry;
import java.util.Set;

/** A change that makes the running plugins match the registry. */
public sealed interface Change {

    /**
     * Returns the plugin.
     *
     * @return the plugin's new key; for a removed plugin, its old key
     */
    PluginKey key();

    /** A new plugin. */
    record Install(PluginEntry entry) implements Change {
        @Override
        public PluginKey key() {
            return entry.key();
        }
    }

    /** A new version that replaces other versions of the same name when it is ready. */
    record Replace(PluginEntry entry, Set<PluginKey> replaced) implements Change {
        @Override
        public PluginKey key() {
            return entry.key();
        }
    }

    /** A new source (repository, ref or path) or a new service name for a key. */
    record Update(PluginEntry entry) implements Change {
        @Override
        public PluginKey key() {
            return entry.key();
        }
    }

    /** New limits or a new probe for a plugin, which stays active. */
    record Adjust(PluginEntry entry) implements Change {
        @Override
        public PluginKey key() {
            return entry.key();
        }
    }

    /** A plugin that is no longer registered. */
    record Remove(PluginKey key) implements Change {}
}
