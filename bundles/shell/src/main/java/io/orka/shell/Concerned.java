package io.orka.shell;

import io.orka.identity.PluginKey;
import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import java.util.ArrayList;
import java.util.List;

/** Finds the plugins that a command about one plugin shows. */
final class Concerned {

    private Concerned() {}

    /**
     * Returns these plugins. For a name: the versions that are not ready, then the version that answers calls. For a
     * key: the version of the key, then the version that answers calls instead.
     */
    static List<PluginStatus> of(Plugins plugins, String nameOrKey) {
        PluginStatus one = plugins.status(nameOrKey);
        List<PluginStatus> concerned = new ArrayList<>();
        if (PluginKey.parse(nameOrKey).version() == null) {
            plugins.list().stream()
                    .filter(plugin -> plugin.key().name().equals(one.key().name()))
                    .filter(plugin -> !Readiness.isReady(plugin))
                    .forEach(concerned::add);
        }
        if (concerned.stream().noneMatch(plugin -> plugin.key().equals(one.key()))) {
            concerned.add(one);
        }
        PluginKey serves = one.servedBy();
        if (one.state() == PluginState.FAILED && serves != null && !serves.equals(one.key())) {
            concerned.add(plugins.status(serves.toString()));
        }
        return List.copyOf(concerned);
    }
}
