package io.orka.sdk;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What surrounds one call: how long the caller will wait, whether it still wants the answer, and on whose behalf it
 * asks.
 *
 * <p>Safe for use by many threads. Plugins receive it; engine code that wants a deadline or cancellation creates a
 * {@link CancellableContext}.
 */
@ProviderType
public interface CallContext {

    /** Attribute that names the tenant the call is made for. */
    String TENANT = "tenant";

    /** Attribute that names the workflow run the call belongs to. */
    String WORKFLOW = "workflow";

    /** Attribute that carries the trace id, as in the W3C Trace Context recommendation. */
    String TRACE_ID = "traceId";

    /**
     * The moment after which the caller no longer waits.
     *
     * @return the deadline; empty when the caller waits for as long as it takes
     */
    Optional<Instant> deadline();

    /**
     * Whether the caller has given up on this call.
     *
     * @return {@code true} once the call was cancelled; it never turns back
     */
    boolean isCancelled();

    /**
     * Runs an action once when the call is cancelled; at once, in this thread, when it already is.
     *
     * @param action what to do; it must not block and must not throw
     */
    void onCancel(Runnable action);

    /**
     * Takes back an action given to {@link #onCancel(Runnable)}, once for each time it was given. Does nothing when there
     * is no such action any more, or when it has begun to run. The host does this for every action of a plugin when its
     * call ends; a plugin needs it only for what concerns a part of its call.
     *
     * <p>A context that keeps no actions has nothing to do here, which is what this interface does by itself.
     *
     * @param action the same object
     */
    default void forget(Runnable action) {}

    /**
     * Facts about the caller, such as {@link #TENANT}, {@link #WORKFLOW} and {@link #TRACE_ID}.
     *
     * @return an unmodifiable map, possibly empty
     */
    Map<String, String> attributes();

    /**
     * The context of a call without deadline, cancellation or attributes.
     *
     * @return always the same object
     */
    static CallContext none() {
        return NoContext.INSTANCE;
    }
}
