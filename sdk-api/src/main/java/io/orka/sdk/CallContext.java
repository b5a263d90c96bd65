package io.orka.sdk;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Deadline, cancellation and caller attributes of one call.
 *
 * <p>Safe for use by multiple threads. Plugins receive a context from the host. Callers create a
 * {@link CancellableContext} to set a deadline or to cancel a call, and use {@link #none()} otherwise.
 */
@ProviderType
public interface CallContext {

    /** Name of the attribute with the tenant that the call is made for. */
    String TENANT = "tenant";

    /** Name of the attribute with the workflow run that the call belongs to. */
    String WORKFLOW = "workflow";

    /** Name of the attribute with the trace ID, as in the W3C Trace Context recommendation. */
    String TRACE_ID = "traceId";

    /**
     * Returns the time after which the caller stops waiting. In a plugin, this time is the caller's deadline or the end
     * of the {@code timeout} of the plugin's entry, whichever is earlier.
     *
     * @return the deadline; empty for no deadline
     */
    Optional<Instant> deadline();

    /**
     * Returns whether the call is cancelled. A call is cancelled by its caller, or by the host at the deadline.
     *
     * @return {@code true} if the call is cancelled; once {@code true}, always {@code true}
     */
    boolean isCancelled();

    /**
     * Registers an action that runs once when the call is cancelled, in the thread that cancels. If the call is already
     * cancelled, the action runs immediately, in the current thread. The host unregisters the actions of a plugin when
     * its call returns.
     *
     * @param action the action, which must not block and must not throw
     */
    void onCancel(Runnable action);

    /**
     * Unregisters an action of {@link #onCancel(Runnable)}. An action that was registered several times is unregistered
     * once per call of this method. Has no effect if the action is not registered or has begun to run. A plugin needs
     * this method only for an action that applies to a part of its call.
     *
     * <p>The default implementation has no effect.
     *
     * @param action the object that was registered
     */
    default void forget(Runnable action) {}

    /**
     * Returns attributes of the caller, such as {@link #TENANT}, {@link #WORKFLOW} and {@link #TRACE_ID}.
     *
     * @return an unmodifiable map, possibly empty
     */
    Map<String, String> attributes();

    /**
     * Returns the empty context: no deadline, no cancellation, no attributes.
     *
     * @return the shared instance
     */
    static CallContext none() {
        return NoContext.INSTANCE;
    }
}
