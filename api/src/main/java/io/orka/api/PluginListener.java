package io.orka.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told what happens to plugins; see {@link PluginHost#addListener(PluginListener)}. */
@FunctionalInterface
@ConsumerType
public interface PluginListener {

    /**
     * Something happened to a plugin. It may block, and may call every method of {@link PluginHost}: it runs on a thread that
     * belongs to this listener. What it throws is logged.
     *
     * @param event what happened
     */
    void happened(PluginEvent event);
}
