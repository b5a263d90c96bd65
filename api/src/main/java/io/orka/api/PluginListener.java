package io.orka.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Receives events of plugins; see {@link PluginHost#addListener(PluginListener)}. */
@FunctionalInterface
@ConsumerType
public interface PluginListener {

    /**
     * Handles one event. The host calls this method on a thread of this listener, for one event at a time. The method
     * may block, and may call every method of {@link PluginHost}. The host logs exceptions of this method.
     *
     * @param event the event
     */
    void happened(PluginEvent event);
}
