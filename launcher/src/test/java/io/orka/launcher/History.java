package io.orka.launcher;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * Judges what callers see of a plugin that is swapped under them. Each call is judged as it ends, so that millions of
 * them need no room.
 *
 * <p>The order between calls is the real one: a call that begins notes the newest generation that has answered a call
 * which ended before, and no older one may answer it.
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

    /** What can be wrong with a call. */
    enum Fault {
        /** It failed, never returned, was not executed, or got another call's answer. */
        LOST,
        /** It was executed more than once. */
        DUPLICATED,
        /** It was answered by a generation whose successor had answered before it began. */
        WRONG_VERSION,
        /** It was answered by a plugin that was closed by then. */
        CLOSED
    }

    /**
     * One call under way.
     *
     * @param caller who calls, from 0
     * @param number its place among this caller's calls, from 1
     * @param start when it began, as {@link System#nanoTime()} tells it
     * @param newest the newest generation that had answered when it began
     */
    record Call(int caller, long number, long start, long newest) {}

    /**
     * What the plugin said.
     *
     * @param caller whom it was asked to answer
     * @param number which of that caller's calls it was asked to answer
     * @param generation which of all instances answers
     * @param executions how many calls of this caller all instances have executed, this one among them
     * @param closed whether the instance was closed by the time it answered
     */
    record Answer(int caller, long number, long generation, long executions, boolean closed) {}

    /**
     * What became of all calls.
     *
     * @param calls how many ended
     * @param counts how many had a fault, for each fault there was
     * @param findings the first ones, in words
     */
    record Verdict(long calls, Map<Fault, Long> counts, List<String> findings) {}

    Caller caller(int number) {
        return callers.get(number);
    }

    /** How many calls have ended. */
    long calls() {
        return callers.stream().mapToLong(caller -> caller.ended.get()).sum();
    }

    /**
     * Ends the history.
     *
     * @param executions how many calls of each caller were executed, told by the plugin when all were quiet
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

    /** One thread that calls, one call after the other. */
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

        /** One caller's calls follow each other: when the n-th answers, there were n executions. */
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
