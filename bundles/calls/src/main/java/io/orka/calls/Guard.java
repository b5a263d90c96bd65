package io.orka.calls;

import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the calls of one generation within their limits: how many at once, and how long the caller waits.
 *
 * <p>A call with a deadline runs on a thread of the host, so that its caller can leave at the deadline whatever the plugin
 * does. The call then goes on without a caller, holds its slot and is counted in, until it really returns.
 */
final class Guard {

    /** How many calls may hold threads of the host in a generation that has no limit of its own. */
    static final int HOSTED_AT_ONCE = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final Target target;
    private final Traffic traffic;
    private final ThreadStop stop;
    private final CallThreads threads;
    private final Admission admission;
    private final Set<HostedCall> abandoned = ConcurrentHashMap.newKeySet();
    private final LongAdder timedOut = new LongAdder();

    Guard(Target target, Traffic traffic, ThreadStop stop) {
        this.target = target;
        this.traffic = traffic;
        this.stop = stop;
        this.threads = new CallThreads(target.key().toString());
        this.admission = new Admission(target);
    }

    /** Sets how many calls may run at once from now on. */
    void limit(Limits limits) {
        admission.limit(limits);
    }

    /** Runs one call, which the caller has counted in. */
    Response call(Limits limits, CallContext context, Request request) {
        Patience patience = Patience.of(limits.timeout(), context.deadline());
        if (patience == null && limits.concurrency() == null) {
            return here(context, request);
        }
        if (patience != null && patience.isOver()) {
            timedOut.increment();
            throw target.failure(CallCodes.TIMEOUT, request, "was not called: the deadline had passed before", null);
        }
        if (patience != null && Thread.currentThread().isInterrupted()) {
            throw interrupted(request);
        }
        long waited = enter(limits, patience, request);
        if (patience != null) {
            return hosted(patience, patience.nanos() - waited, opened(context, patience), request);
        }
        try {
            return here(context, request);
        } finally {
            admission.leave();
        }
    }

    private long enter(Limits limits, @Nullable Patience patience, Request request) {
        try {
            return admission.enter(limits, patience, request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(request);
        }
    }

    private Response here(CallContext context, Request request) {
        if (context == CallContext.none()) {
            return target.answer(context, request);
        }
        CallScope scope = CallScope.open(context, null, target, traffic);
        try {
            return target.answer(scope, request);
        } finally {
            scope.end();
        }
    }

    /** The caller's own context may throw when it is asked; then the slot is free again. */
    private CallScope opened(CallContext context, Patience patience) {
        try {
            return CallScope.open(context, patience.until(), target, traffic);
        } catch (Throwable e) {
            admission.leave();
            throw e;
        }
    }

    private Response hosted(Patience patience, long nanos, CallScope scope, Request request) {
        HostedCall call = new HostedCall(this, scope, request);
        try {
            threads.run(call);
        } catch (Throwable noThread) { // an error, where the machine gives no more threads
            call.neverRan();
            ThrownCopy copy = ThrownCopy.of(noThread);
            throw admission.rejected(request, "the host gets no thread for the call: " + copy.line(), copy);
        }
        try {
            if (!call.await(nanos) && call.abandon()) {
                timedOut.increment();
                throw target.failure(CallCodes.TIMEOUT, request, tooLate(patience), null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (call.abandon()) {
                throw interrupted(request);
            }
        }
        return call.outcome();
    }

    private static String tooLate(Patience patience) {
        return "has not answered within " + patience.length()
                + (patience.ofCaller()
                        ? ", which its caller allowed; allow it more"
                        : "; if it needs longer, raise 'timeout' in its registry entry");
    }

    private OrkaCallException interrupted(Request request) {
        return target.failure(
                CallCodes.INTERRUPTED, request, "was given up on: the thread that waited for it was interrupted", null);
    }

    Target target() {
        return target;
    }

    ThreadStop stop() {
        return stop;
    }

    /** A caller gives up on a call that from now on is counted in by itself. Under the call's lock. */
    void abandons(HostedCall call) {
        traffic.hold();
        abandoned.add(call);
    }

    /** Runs a part of a call that was given up on, on a thread of its own. */
    void spawn(HostedCall call, Runnable part) {
        try {
            threads.run(() -> call.part(part));
        } catch (Throwable noThread) { // an error, where the machine gives no more threads
            LOG.warn(
                    "{}: no thread to stop a call that was given up on: {}",
                    target.key(),
                    ThrownCopy.of(noThread).line());
            call.partEnds();
        }
    }

    /** The last part of a call has ended. */
    void ended(HostedCall call, boolean wasAbandoned) {
        admission.leave();
        if (wasAbandoned) {
            abandoned.remove(call);
            traffic.release();
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
