package io.orka.sdk;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A readiness probe. If a plugin class implements it, the host calls it after construction and before the first call.
 * If it throws, the host rejects the new version, and the active version stays active.
 *
 * <p>The host calls it once, and waits at most 10 seconds. The host does not call it after a restart or a rollback.
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
