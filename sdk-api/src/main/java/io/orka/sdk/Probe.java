package io.orka.sdk;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a plugin class may implement to be asked whether it can serve, before it gets its first call. A version that
 * cannot is not let in, and the one before it goes on serving.
 *
 * <p>It is asked once, from one thread, after construction, and has 10 seconds. A version that served before and comes
 * back, by a restart of the host or a rollback, is not asked again.
 */
@ConsumerType
public interface Probe {

    /**
     * Returns when the plugin can serve.
     *
     * @throws Exception when it cannot; the message is shown to the operator
     */
    void probe() throws Exception;
}
