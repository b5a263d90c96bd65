package io.orka.plugins;

import io.orka.identity.PluginKey;
import io.orka.identity.PluginVersion;
import io.orka.registry.PluginEntry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds plugins by name or key; an unknown name gets a suggestion. */
final class Names {

    private final DesiredState desired;
    private final LiveSet lives;

    Names(HostState state) {
        this.desired = state.desired();
        this.lives = state.lives();
    }

    /**
     * Returns a plugin that is registered or active. For a name, returns the version that gets its calls, or else the
     * highest registered version.
     */
    PluginKey find(String nameOrKey) {
        PluginKey typed = PluginKey.parse(nameOrKey);
        List<PluginKey> known = named(typed.name());
        if (typed.version() == null) {
            return lives.named(typed.name()).stream().map(Live::key).findFirst().orElseGet(() -> known.get(0));
        }
        return exact(typed, known);
    }

    /** Returns whether any plugin of the key's name is registered or active. */
    boolean knows(PluginKey key) {
        return !desired.named(key.name()).isEmpty() || !lives.named(key.name()).isEmpty();
    }

    /** Returns a registered plugin. For a name, only one version may be registered. */
    PluginKey registered(String nameOrKey) {
        PluginKey typed = PluginKey.parse(nameOrKey);
        named(typed.name());
        List<PluginKey> registered = desired.named(typed.name());
        if (registered.isEmpty()) {
            throw PluginsFailure.notRegistered(typed);
        }
        if (typed.version() != null || registered.contains(typed)) {
            return exact(typed, registered);
        }
        if (registered.size() > 1) {
            throw PluginsFailure.severalVersions(typed.name(), registered);
        }
        return registered.get(0);
    }

    /** Returns the generation that answers calls for a name or key. */
    Live serving(String nameOrKey) {
        PluginKey key = find(nameOrKey);
        return lives.get(key).orElseThrow(() -> PluginsFailure.doesNotServe(key));
    }

    private List<PluginKey> named(String name) {
        Set<PluginKey> keys = new LinkedHashSet<>(desired.named(name));
        lives.named(name).forEach(live -> keys.add(live.key()));
        if (keys.isEmpty()) {
            throw PluginsFailure.unknown(name, allNames());
        }
        return List.copyOf(keys);
    }

    private Set<String> allNames() {
        Set<String> names = new LinkedHashSet<>();
        desired.lastGood().stream().map(PluginEntry::key).forEach(key -> names.add(key.name()));
        lives.all().forEach(live -> names.add(live.key().name()));
        return names;
    }

    /** Returns the known key with the typed version, with or without a leading v. */
    private static PluginKey exact(PluginKey typed, List<PluginKey> known) {
        return known.stream()
                .filter(typed::equals)
                .findFirst()
                .or(() -> known.stream()
                        .filter(key -> PluginVersion.alike(key.version(), typed.version()))
                        .findFirst())
                .orElseThrow(() -> PluginsFailure.unknownVersion(typed, known));
    }
}
