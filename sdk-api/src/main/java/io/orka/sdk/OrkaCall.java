package io.orka.sdk;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One plugin as its callers see it: a method name and arguments go in, a {@link Response} comes out.
 *
 * <p>Engine code looks this service up in the OSGi service registry, or asks the embedded host for it, and may keep the
 * object for as long as it likes: when the plugin is swapped to another version the same object answers from the
 * version that took its place. It may be called from any number of threads at once.
 *
 * <p>A plugin may also implement this interface directly instead of offering one of the entrypoint methods. One
 * instance then serves all calls, from many threads.
 */
@FunctionalInterface
@ConsumerType
public interface OrkaCall {

    /**
     * Calls one method of the plugin.
     *
     * @param context deadline, cancellation and attributes of this call
     * @param request the method and its arguments
     * @return the plugin's answer; a failure the plugin itself reports is a response whose {@link Response#success()}
     *     is {@code false}, not an exception
     * @throws OrkaCallException on the caller's side, when the plugin threw, or could not be reached
     * @throws Exception on the plugin's side, whatever it likes; the caller receives it as {@link OrkaCallException}
     */
    Response call(CallContext context, Request request) throws Exception;

    /**
     * Calls one method of the plugin without deadline, cancellation or attributes.
     *
     * @param request the method and its arguments
     * @return the plugin's answer
     * @throws Exception as {@link #call(CallContext, Request)}
     */
    default Response call(Request request) throws Exception {
        return call(CallContext.none(), request);
    }
}
