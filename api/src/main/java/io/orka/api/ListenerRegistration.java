package io.orka.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The registration of a listener; see {@link PluginHost#addListener(PluginListener)}. Safe for use by multiple threads.
 */
@ProviderType
public interface ListenerRegistration extends AutoCloseable {

    /**
     * Unregisters the listener. Events that the listener has not received yet are dropped. This method does not wait
     * for a running call of the listener. Further calls have no effect.
     */
    @Override
    void close();
}
