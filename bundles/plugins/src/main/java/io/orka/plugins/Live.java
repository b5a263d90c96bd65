package io.orka.plugins;

import io.orka.calls.Generation;
import io.orka.deploy.BoundPlugin;
import io.orka.deploy.Deployment;
import io.orka.registry.PluginKey;
import java.time.Instant;

/**
 * One generation of a plugin that serves, or that served and drains.
 *
 * @param prepared what was started
 * @param deployment its bundle in the framework
 * @param plugin its instance
 * @param generation its calls
 * @param since when it began to serve
 */
record Live(Prepared prepared, Deployment deployment, BoundPlugin plugin, Generation generation, Instant since) {

    PluginKey key() {
        return prepared.bundle().key();
    }

    String commit() {
        return prepared.bundle().commit();
    }
}
