package io.orka.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The registration of a listener; see {@link PluginHost#addListener(PluginListener)}. Safe for use by multiple threads.
 */
@ProviderType
public interface ListenerRegistration extends AutoCloseable {

    /**
     * Unregisters the listener. Events that it has not received yet are dropped. Does not wait: a running call of the
     * listener may return later. Further calls do nothing.
     */
    @Override
    void close();
}
