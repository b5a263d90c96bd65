package io.orka.plugins;

/** A listener that is being told; closing it ends that. */
public interface Subscription extends AutoCloseable {

    /** Ends the subscription. A second call does nothing. */
    @Override
    void close();
}
