package io.orka.sdk;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A readiness probe. If a plugin class implements this interface, the host calls {@link #probe()} after construction
 * and before the first call. If the probe throws an exception, the host rejects the new version, and the active version
 * stays active.
 *
 * <p>The host calls the probe once, and waits at most 10 seconds. The host does not call the probe after a restart or a
 * rollback.
 */
@ConsumerType
public interface Probe {

    /**
     * Returns normally if the plugin is ready for calls.
     *
     * @throws Exception if the plugin is not ready; the host shows the message to the operator
     */
    void probe() throws Exception;
}
