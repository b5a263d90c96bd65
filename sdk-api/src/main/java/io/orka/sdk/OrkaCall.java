package io.orka.sdk;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The service through which callers use one plugin.
 *
 * <p>Callers get this service from the OSGi service registry or from an embedded host. Callers may keep the object:
 * after a swap, it calls the new version. Safe for use by multiple threads.
 *
 * <p>A plugin class may implement this interface instead of providing an entrypoint method. One instance then handles
 * all calls, from multiple threads at the same time.
 */
@FunctionalInterface
@ConsumerType
public interface OrkaCall {

    /**
     * Calls one method of the plugin, and waits for its response until the deadline.
     *
     * @param context deadline, cancellation and attributes of this call; {@link CallContext#none()} for none
     * @param request the method and its arguments
     * @return the plugin's response, never {@code null}; for a failure that the plugin reports,
     *     {@link Response#success()} is {@code false}
     * @throws OrkaCallException to callers, if there is no response, with the reason as
     *     {@link OrkaCallException#code()}
     * @throws Exception from plugins, any exception; the caller gets an {@link OrkaCallException}
     */
    Response call(CallContext context, Request request) throws Exception;

    /**
     * Calls one method of the plugin with {@link CallContext#none()}.
     *
     * @param request the method and its arguments
     * @return the plugin's response, never {@code null}
     * @throws Exception as {@link #call(CallContext, Request)} does
     */
    default Response call(Request request) throws Exception {
        return call(CallContext.none(), request);
    }
}
