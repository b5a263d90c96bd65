package io.orka.plugins;

/** A registered listener; closing it unregisters the listener. */
public interface Subscription extends AutoCloseable {

    /** Ends the subscription. A second call does nothing. */
    @Override
    void close();
}
