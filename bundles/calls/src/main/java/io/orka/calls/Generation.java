package io.orka.calls;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One installation of one plugin version, with the count of its calls.
 *
 * <p>Safe for use by multiple threads. {@link Calls#switchTo} routes calls to a generation, and later routes them to
 * its successor. After this second switch, once {@link #awaitIdle} has returned {@code true}, no call runs on the
 * generation again, and the generation can be closed.
 */
public final class Generation implements AutoCloseable {

    private final String commit;
    private final long number;
    private final Target target;
    private final InFlightCounter inFlightCounter = new InFlightCounter();
    private final LongAdder failed = new LongAdder();
    private final CallLimiter limiter;
    private volatile CallPath path;
    private volatile @Nullable Limits limits; // null for no limits: each call checks this, and a null check is fastest

    /**
     * Creates a generation without limits, whose loops cannot be stopped.
     *
     * @param key the plugin
     * @param commit the commit that the plugin was built from
     * @param number identifies the generation; higher is newer
     * @param target the plugin itself
     * @param contextLoader the thread context class loader during calls
     */
    public Generation(PluginKey key, String commit, long number, OrkaCall target, ClassLoader contextLoader) {
        this(key, commit, number, target, contextLoader, true, Limits.none(), ThreadStop.none());
    }

    /**
     * Creates a generation.
     *
     * @param key the plugin
     * @param commit the commit that the plugin was built from
     * @param number identifies the generation; higher is newer
     * @param target the plugin itself
     * @param contextLoader the thread context class loader during calls
     * @param seesContext whether the plugin can observe the context class loader; if not, the loader is not set for
     *     calls that run in their callers' threads
     * @param limits the timeout of a call, the number of calls that may run at the same time, and the queue
     * @param stop makes the thread of an orphaned call leave its loops; used only for calls with a timeout or a
     *     deadline
     */
    public Generation(
            PluginKey key,
            String commit,
            long number,
            OrkaCall target,
            ClassLoader contextLoader,
            boolean seesContext,
            Limits limits,
            ThreadStop stop) {
        this.commit = requireNonNull(commit, "commit is null");
        this.number = number;
        this.target = new Target(key, target, contextLoader, seesContext);
        this.path = new GenericPath(this.target, often -> path = often);
        this.limiter = new CallLimiter(this.target, inFlightCounter, requireNonNull(stop, "stop is null"));
        limit(requireNonNull(limits, "limits is null"));
    }

    /**
     * Returns the plugin.
     *
     * @return the key
     */
    public PluginKey key() {
        return target.key();
    }

    /**
     * Returns the commit that the plugin was built from.
     *
     * @return the commit
     */
    public String commit() {
        return commit;
    }

    /**
     * Identifies the generation.
     *
     * @return the number given at construction; higher is newer
     */
    public long number() {
        return number;
    }

    /**
     * Returns the number of calls that were routed to this generation, finished or not.
     *
     * @return a count that may miss calls that begin at this moment
     */
    public long calls() {
        return inFlightCounter.calls();
    }

    /**
     * Returns the number of calls that are running, including orphaned calls and calls that wait in the queue.
     *
     * @return a count that may be off by the calls that begin or end at this moment; never negative
     */
    public long inFlight() {
        return inFlightCounter.inFlight();
    }

    /**
     * Waits until no call is running. For a generation that was switched out, {@code true} is final: no call runs on it
     * again. The wait includes orphaned calls; to ignore orphaned calls, compare {@link #abandoned()} with {@link
     * #inFlight()}. A thread that is itself inside a call of this generation always gets {@code false}.
     *
     * @param timeout the longest wait; zero or less checks once
     * @return whether all calls have returned; {@code false} if this thread is interrupted, which stays interrupted
     */
    public boolean awaitIdle(Duration timeout) {
        return inFlightCounter.awaitIdle(timeout);
    }

    /**
     * Returns the limits of the calls that begin now.
     *
     * @return the current limits
     */
    public Limits limits() {
        Limits now = limits;
        return now == null ? Limits.none() : now;
    }

    /**
     * Changes the limits for calls that begin afterwards. Calls that began without any limit or deadline do not count
     * towards {@code concurrency}. Calls that wait in the queue keep their time limit; a higher new limit admits them.
     *
     * @param next the new limits
     */
    public void limit(Limits next) {
        limits = orNull(requireNonNull(next, "next is null"));
        limiter.limit(next);
    }

    /**
     * Returns the number of orphaned calls that are still running: their caller has timed out or was interrupted.
     *
     * @return a count that may be off by the calls that are orphaned or end at this moment
     */
    public int abandoned() {
        return limiter.abandoned();
    }

    /** Returns the threads in which orphaned calls still run at this moment. */
    List<Thread> abandonedThreads() {
        return limiter.abandonedThreads();
    }

    /**
     * Returns the number of calls that wait in the queue.
     *
     * @return a count that may be off by the calls that enter or leave the queue at this moment
     */
    public int waiting() {
        return limiter.waiting();
    }

    /**
     * Returns the number of calls that were rejected at the concurrency limit.
     *
     * @return a count since the generation started
     */
    public long rejected() {
        return limiter.rejected();
    }

    /**
     * Returns the number of calls that timed out.
     *
     * @return a count since the generation started
     */
    public long timedOut() {
        return limiter.timedOut();
    }

    /**
     * Returns the number of calls that failed with an exception, including timeouts, but without rejected calls.
     *
     * @return a count since the generation started
     */
    public long failed() {
        return failed.sum();
    }

    /**
     * Ends the host threads of this generation, which frees the values that the plugin left in their thread locals.
     * Idle threads end now, and busy threads when their call returns. Called when no new calls arrive.
     */
    @Override
    public void close() {
        limiter.close();
    }

    OrkaCall target() {
        return target.call();
    }

    InFlightCounter inFlightCounter() {
        return inFlightCounter;
    }

    /** Runs one call. The caller counts the entry and the exit of the call. */
    Response call(CallContext context, Request request) {
        Limits now = limits;
        try {
            return now == null && context == CallContext.none()
                    ? path.answer(context, request)
                    : limiter.call(limits(), context, request);
        } catch (OrkaCallException e) {
            if (!e.code().equals(CallCodes.BUSY)) {
                failed.increment();
            }
            throw e;
        }
    }

    private static @Nullable Limits orNull(Limits limits) {
        return limits.areNone() ? null : limits;
    }
}
