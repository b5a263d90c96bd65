package io.orka.plugins;

/** The registration of a listener. A close of the subscription unregisters the listener. */
public interface Subscription extends AutoCloseable {

    /** Ends the subscription. A second call does nothing. */
    @Override
    void close();
}
