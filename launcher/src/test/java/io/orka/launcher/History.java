package io.orka.launcher;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * Checks the calls of concurrent callers while their plugin is swapped. Each call is checked when it ends, so that
 * millions of calls need no memory.
 *
 * <p>The order of calls is that of real time. A call records at its beginning the newest generation that has answered
 * an ended call. An older generation must not answer the new call.
 */
final class History {

    private static final int SHOWN = 20;

    private final AtomicLong newest = new AtomicLong();
    private final List<Caller> callers;
    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
    private final List<String> findings = new ArrayList<>();

    History(int callers) {
        this.callers = IntStream.range(0, callers).mapToObj(Caller::new).toList();
    }

    /** The faults of a call. */
    enum Fault {
        /** The call failed, did not return, was not executed, or got the response of another call. */
        LOST,
        /** The call was executed more than once. */
        DUPLICATED,
        /** The call was answered by a generation whose successor had answered before the call began. */
        WRONG_VERSION,
        /** The call was answered by a closed plugin. */
        CLOSED
    }

    /**
     * A running call.
     *
     * @param caller the caller's number, counted from 0
     * @param number the call's number among this caller's calls, counted from 1
     * @param start when the call began, as {@link System#nanoTime()}
     * @param newest the newest generation that had answered when the call began
     */
    record Call(int caller, long number, long start, long newest) {}

    /**
     * A response of the plugin.
     *
     * @param caller the caller's number in the request
     * @param number the call's number in the request
     * @param generation the number of the instance, counted over all instances
     * @param executions how many calls of this caller all instances have executed, including this call
     * @param closed whether the instance was closed when it answered
     */
    record Answer(int caller, long number, long generation, long executions, boolean closed) {}

    /**
     * The result of all calls.
     *
     * @param calls how many calls ended
     * @param counts how many calls had a fault, for each fault that occurred
     * @param findings the first faults, as text
     */
    record Verdict(long calls, Map<Fault, Long> counts, List<String> findings) {}

    Caller caller(int number) {
        return callers.get(number);
    }

    /** Returns how many calls have ended. */
    long calls() {
        return callers.stream().mapToLong(caller -> caller.ended.get()).sum();
    }

    /**
     * Ends the history and returns its result.
     *
     * @param executions how many calls of each caller the plugin executed, read after all calls ended
     */
    Verdict verdict(AtomicLongArray executions) {
        callers.forEach(caller -> caller.end(executions.get(caller.id)));
        synchronized (findings) {
            return new Verdict(calls(), Map.copyOf(counts), List.copyOf(findings));
        }
    }

    private void found(Fault fault, Call call, String words) {
        synchronized (findings) {
            counts.merge(fault, 1L, Long::sum);
            if (findings.size() < SHOWN) {
                findings.add(fault + ": " + call + " ended at " + System.nanoTime() + ": " + words);
            }
        }
    }

    /** A thread that makes one call after the other. */
    final class Caller {

        private final int id;
        private final AtomicLong begun = new AtomicLong();
        private final AtomicLong ended = new AtomicLong();
        private long surplus;
        private long unknown;

        private Caller(int id) {
            this.id = id;
        }

        Call begin() {
            return new Call(id, begun.incrementAndGet(), System.nanoTime(), newest.get());
        }

        void failed(Call call, String reason) {
            unknown++;
            found(Fault.LOST, call, reason);
            ended.incrementAndGet();
        }

        void answered(Call call, Answer answer) {
            if (answer.caller() == call.caller() && answer.number() == call.number()) {
                count(call, answer.executions());
            } else {
                found(Fault.LOST, call, "got the answer of another call: " + answer);
            }
            if (answer.generation() < call.newest()) {
                found(Fault.WRONG_VERSION, call, "got " + answer);
            }
            if (answer.closed()) {
                found(Fault.CLOSED, call, "got " + answer);
            }
            newest.accumulateAndGet(answer.generation(), Math::max);
            ended.incrementAndGet();
        }

        private void end(long executions) {
            Call last = new Call(id, begun.get(), System.nanoTime(), newest.get());
            if (ended.get() < begun.get()) {
                unknown++;
                found(Fault.LOST, last, "did not return");
            }
            count(last, executions);
        }

        /**
         * Compares executions with calls. Calls of one caller are sequential, so the n-th response is the n-th
         * execution.
         */
        private void count(Call call, long executions) {
            long more = executions - call.number() - surplus;
            if (more > 0) {
                found(Fault.DUPLICATED, call, more + " executions too many");
            } else if (more < -unknown) {
                found(Fault.LOST, call, -more + " executions are missing");
            }
            surplus += more;
            unknown = 0;
        }
    }
}
