package io.orka.process;

import io.orka.calls.CallCodes;
import io.orka.calls.FailedCall;
import io.orka.wire.Frame;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The calls that a process has received and has not answered. */
final class PendingCalls {

    /** The answer to a pending call, with the start time of the call. */
    private static final class Waiting extends CompletableFuture<Frame> {
        private final long since = System.nanoTime();
    }

    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private volatile long answered = System.nanoTime();
    private volatile @Nullable ExitReason end;

    long nextId() {
        return ids.incrementAndGet();
    }

    CompletableFuture<Frame> add(long id) {
        Waiting answer = new Waiting();
        waiting.put(id, answer);
        ExitReason ended = end;
        if (ended != null) { // after the put; otherwise this call would never fail
            answer.completeExceptionally(failure(ended));
        }
        return answer;
    }

    void forget(long id) {
        waiting.remove(id);
    }

    /** Completes the call of an answer. Drops answers to unknown or finished calls. */
    void answer(Frame frame) {
        Waiting answer = waiting.remove(frame.id());
        answered = System.nanoTime();
        if (answer == null || !answer.complete(frame)) {
            frame.release();
        }
    }

    /**
     * Returns the start of the oldest pending call, or else the time of the last answer, by {@link System#nanoTime}.
     */
    long busySince() {
        return waiting.values().stream()
                .mapToLong(call -> call.since)
                .reduce((one, other) -> one - other < 0 ? one : other)
                .orElse(answered);
    }

    int size() {
        return waiting.size();
    }

    /** Makes all calls fail, including later calls. */
    void end(ExitReason ended) {
        end = ended;
        waiting.values().forEach(answer -> answer.completeExceptionally(failure(ended)));
        waiting.clear();
    }

    private static FailedCall failure(ExitReason ended) {
        return new FailedCall(
                CallCodes.PROCESS_ENDED, "its process ended during the call: " + ended.line(), ended.stack());
    }
}
