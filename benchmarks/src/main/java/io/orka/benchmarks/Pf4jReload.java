package io.orka.benchmarks;

import io.orka.benchmarks.subject.PingPoint;
import io.orka.sdk.Request;
import java.nio.file.Path;
import org.pf4j.DefaultPluginManager;

/** PF4J in this process, with one plugin that is reloaded many times. */
final class Pf4jReload {

    private static final String ID = "ping";

    private final DefaultPluginManager manager;

    /** Loads, starts and calls a plugin whose ID is {@code ping}. */
    Pf4jReload(Path directory, Path plugin) throws Exception {
        manager = new DefaultPluginManager(directory);
        manager.loadPlugin(plugin);
        manager.startPlugin(ID);
        Object unused = answer();
    }

    /** Unloads the plugin, and loads, starts and calls the next one. No plugin can be called until the response. */
    Object swap(Path next) throws Exception {
        manager.unloadPlugin(ID);
        manager.loadPlugin(next);
        manager.startPlugin(ID);
        return answer();
    }

    private Object answer() throws Exception {
        Object data = manager.getExtensions(PingPoint.class, ID)
                .get(0)
                .call(new Request("Ping"))
                .data();
        if (data == null) {
            throw new IllegalStateException("the plugin does not answer");
        }
        return data;
    }
}
