package io.orka.calls;

import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enforces the limits of one generation's calls: the number of calls that run at the same time, and the time that a
 * caller waits.
 *
 * <p>A call with a deadline runs on a host thread, so its caller can return at the deadline while the plugin is still
 * running. The orphaned call keeps its slot and is counted as in flight until the plugin returns.
 */
final class CallLimiter {

    /** The number of calls with a deadline that may run at the same time in a generation without a configured limit. */
    static final int HOSTED_AT_ONCE = 256;

    private static final Logger LOG = LoggerFactory.getLogger(CallLimiter.class);

    private final Target target;
    private final InFlightCounter inFlightCounter;
    private final ThreadStop stop;
    private final CallThreads threads;
    private final Admission admission;
    private final Set<HostedCall> abandoned = ConcurrentHashMap.newKeySet();
    private final LongAdder timedOut = new LongAdder();

    CallLimiter(Target target, InFlightCounter inFlightCounter, ThreadStop stop) {
        this.target = target;
        this.inFlightCounter = inFlightCounter;
        this.stop = stop;
        this.threads = new CallThreads(target.key().toString());
        this.admission = new Admission(target);
    }

    /** Sets the number of calls that may run at the same time from now on. */
    void limit(Limits limits) {
        admission.limit(limits);
    }

    /** Runs a call. The caller has counted the entry of the call. */
    Response call(Limits limits, CallContext context, Request request) {
        CallDeadline deadline = CallDeadline.of(limits.timeout(), context.deadline());
        if (deadline == null && limits.concurrency() == null) {
            return here(context, request);
        }
        if (deadline != null && deadline.isOver()) {
            timedOut.increment();
            throw target.failure(CallCodes.TIMEOUT, request, "was not called: its deadline had already passed", null);
        }
        if (deadline != null && Thread.currentThread().isInterrupted()) {
            throw interrupted(request);
        }
        long waited = enter(limits, deadline, request);
        if (deadline != null) {
            return hosted(deadline, deadline.nanos() - waited, opened(context, deadline), request);
        }
        try {
            return here(context, request);
        } finally {
            admission.leave();
        }
    }

    private long enter(Limits limits, @Nullable CallDeadline deadline, Request request) {
        try {
            return admission.enter(limits, deadline, request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(request);
        }
    }

    private Response here(CallContext context, Request request) {
        if (context == CallContext.none()) {
            return target.answer(context, request);
        }
        CallScope scope = CallScope.open(context, null, target, inFlightCounter);
        try {
            return target.answer(scope, request);
        } finally {
            scope.end();
        }
    }

    /** Opens the scope of a call. If the caller's context throws, this releases the slot. */
    private CallScope opened(CallContext context, CallDeadline deadline) {
        try {
            return CallScope.open(context, deadline.until(), target, inFlightCounter);
        } catch (Throwable e) {
            admission.leave();
            throw e;
        }
    }

    private Response hosted(CallDeadline deadline, long nanos, CallScope scope, Request request) {
        long began = System.nanoTime();
        HostedCall call = new HostedCall(this, scope, request);
        try {
            threads.run(call);
        } catch (Throwable noThread) { // an error if the machine has no more threads
            call.neverRan();
            ThrownCopy copy = ThrownCopy.of(noThread);
            throw admission.rejected(request, "the host cannot start a thread for the call: " + copy.line(), copy);
        }
        try {
            if (!call.await(nanos) && call.abandon()) {
                timedOut.increment();
                throw target.failure(CallCodes.TIMEOUT, request, tooLate(deadline), null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (call.abandon()) {
                throw interrupted(request);
            }
        }
        try {
            return call.outcome();
        } catch (OrkaCallException e) {
            boolean over = System.nanoTime() - began >= nanos || !Instant.now().isBefore(deadline.until());
            if (over && e.code().equals(CallCodes.PLUGIN_THREW)) { // a plugin that stops at its deadline may throw
                timedOut.increment();
                throw target.failure(CallCodes.TIMEOUT, request, tooLate(deadline), e.getCause());
            }
            throw e;
        }
    }

    private static String tooLate(CallDeadline deadline) {
        return "has not answered within " + deadline.length()
                + (deadline.ofCaller()
                        ? ", the caller's deadline; set a later deadline if the plugin needs more time"
                        : "; increase 'timeout' in its registry entry if the plugin needs more time");
    }

    private OrkaCallException interrupted(Request request) {
        return target.failure(
                CallCodes.INTERRUPTED,
                request,
                "the calling thread was interrupted while waiting for the answer",
                null);
    }

    Target target() {
        return target;
    }

    ThreadStop stop() {
        return stop;
    }

    /** Counts a call that becomes orphaned as in flight separately from its caller. Called under the call's lock. */
    void abandons(HostedCall call) {
        inFlightCounter.hold();
        abandoned.add(call);
    }

    /** Runs a part of the cancellation of an orphaned call on another thread. */
    void spawn(HostedCall call, Runnable part) {
        try {
            threads.run(() -> call.part(part));
        } catch (Throwable noThread) { // an error if the machine has no more threads
            LOG.warn(
                    "{}: cannot start a thread to stop an orphaned call: {}",
                    target.key(),
                    ThrownCopy.of(noThread).line());
            call.partEnds();
        }
    }

    /** Releases the slot of a call. Called when the call and all parts of its cancellation have ended. */
    void ended(HostedCall call, boolean wasAbandoned) {
        admission.leave();
        if (wasAbandoned) {
            abandoned.remove(call);
            inFlightCounter.release();
        }
    }

    int abandoned() {
        return abandoned.size();
    }

    List<Thread> abandonedThreads() {
        return abandoned.stream()
                .flatMap(call -> call.threads().stream())
                .distinct()
                .toList();
    }

    int waiting() {
        return admission.waiting();
    }

    long rejected() {
        return admission.rejected();
    }

    long timedOut() {
        return timedOut.sum();
    }

    void close() {
        threads.retire();
    }
}
