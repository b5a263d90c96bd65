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
 * One installation of one plugin version that calls can be routed to, with the count of its calls.
 *
 * <p>Safe for use by many threads. It is routed to by {@link Calls#switchTo}; once it was switched out and
 * {@link #awaitIdle} has answered {@code true}, no call runs on it ever again, and it can be closed.
 */
public final class Generation implements AutoCloseable {

    private final String commit;
    private final long number;
    private final Target target;
    private final InFlightCounter inFlightCounter = new InFlightCounter();
    private final LongAdder failed = new LongAdder();
    private final CallLimiter limiter;
    private volatile CallPath path;
    private volatile @Nullable Limits limits; // null instead of none: calls look at it, and null is looked at fastest

    /**
     * Describes a generation nobody calls yet, without limits, whose loops cannot be stopped.
     *
     * @param key the plugin
     * @param commit the commit it was built from
     * @param number tells generations apart; higher is newer
     * @param target the plugin itself
     * @param contextLoader the thread context class loader during calls
     */
    public Generation(PluginKey key, String commit, long number, OrkaCall target, ClassLoader contextLoader) {
        this(key, commit, number, target, contextLoader, true, Limits.none(), ThreadStop.none());
    }

    /**
     * Describes a generation nobody calls yet.
     *
     * @param key the plugin
     * @param commit the commit it was built from
     * @param number tells generations apart; higher is newer
     * @param target the plugin itself
     * @param contextLoader the thread context class loader during calls
     * @param seesContext whether the plugin can tell which context class loader a thread has; calls of one that cannot are
     *     spared setting it, as far as they run in their callers' threads
     * @param limits how long a call may take, and how many may run at once
     * @param stop makes a call that was given up on leave its loops; used only for calls with a timeout or a deadline
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
     * Which plugin this is.
     *
     * @return the key
     */
    public PluginKey key() {
        return target.key();
    }

    /**
     * What it was built from.
     *
     * @return the commit
     */
    public String commit() {
        return commit;
    }

    /**
     * Tells generations apart.
     *
     * @return the number given at construction; higher is newer
     */
    public long number() {
        return number;
    }

    /**
     * How many calls were routed here, finished or not.
     *
     * @return a count that may be behind by the calls that begin at this moment
     */
    public long calls() {
        return inFlightCounter.calls();
    }

    /**
     * How many calls are running, those that were given up on and those that wait in the queue included.
     *
     * @return a count that may be off by the calls that begin or end at this moment; never negative
     */
    public long inFlight() {
        return inFlightCounter.inFlight();
    }

    /**
     * Waits until no call is running. For a generation that was switched out, {@code true} is final: no call runs on it
     * again. Calls that were given up on are waited for too; who does not want that looks whether {@link #abandoned()} equals
     * {@link #inFlight()}. A thread that is itself inside a call of this generation waits in vain and gets {@code false}.
     *
     * @param timeout how long to wait at most; zero or less looks once
     * @return whether all calls have left; {@code false} also when this thread is interrupted, which it then still is
     */
    public boolean awaitIdle(Duration timeout) {
        return inFlightCounter.awaitIdle(timeout);
    }

    /**
     * The limits of the calls that begin now.
     *
     * @return as given last
     */
    public Limits limits() {
        Limits now = limits;
        return now == null ? Limits.none() : now;
    }

    /**
     * Changes the limits, for the calls that begin afterwards. Calls that began without any limit or deadline are not
     * counted against a {@code concurrency}. Calls that wait in the queue keep their own limit of time; where more
     * may run at once now, they are let in.
     *
     * @param next the new limits
     */
    public void limit(Limits next) {
        limits = orNull(requireNonNull(next, "next is null"));
        limiter.limit(next);
    }

    /**
     * How many calls were given up on, at their deadline or since their caller was interrupted, and still run.
     *
     * @return a count that may be off by the calls that are given up on or end at this moment
     */
    public int abandoned() {
        return limiter.abandoned();
    }

    /** The threads in which orphaned calls still run at this moment. */
    List<Thread> abandonedThreads() {
        return limiter.abandonedThreads();
    }

    /**
     * How many calls wait in the queue.
     *
     * @return a count that may be off by the calls that come or go at this moment
     */
    public int waiting() {
        return limiter.waiting();
    }

    /**
     * How many calls were turned away because too many were running.
     *
     * @return a count since the beginning
     */
    public long rejected() {
        return limiter.rejected();
    }

    /**
     * How many calls had no answer at their deadline.
     *
     * @return a count since the beginning
     */
    public long timedOut() {
        return limiter.timedOut();
    }

    /**
     * How many calls ended in an exception, those without an answer at their deadline included; those that were turned
     * away are counted by {@link #rejected()} alone.
     *
     * @return a count since the beginning
     */
    public long failed() {
        return failed.sum();
    }

    /**
     * Ends the threads that were kept for this generation's calls, and with them what the plugin left in their thread
     * locals: the idle ones now, the others as soon as their call returns. To be called once no new calls come.
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

    /** Runs one call; the caller has counted it in, and counts it out afterwards. */
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
