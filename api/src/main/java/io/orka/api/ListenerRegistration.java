package io.orka.api;

import org.osgi.annotation.versioning.ProviderType;

/** A listener that is being told of events; see {@link PluginHost#addListener(PluginListener)}. */
@ProviderType
public interface ListenerRegistration extends AutoCloseable {

    /**
     * Ends it. Events that the listener has not been told of yet are dropped. Does not wait: a call of the listener that has
     * begun may end later. A second call does nothing.
     */
    @Override
    void close();
}
