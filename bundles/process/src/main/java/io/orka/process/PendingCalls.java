package io.orka.process;

import io.orka.calls.CallCodes;
import io.orka.calls.FailedCall;
import io.orka.wire.Frame;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The calls a process has been given and not answered. */
final class PendingCalls {

    /** An answer that has not come yet. */
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
        if (ended != null) { // after the put, or else nobody would ever end this one
            answer.completeExceptionally(failure(ended));
        }
        return answer;
    }

    void forget(long id) {
        waiting.remove(id);
    }

    /** An answer to what nobody asked, or asks no more, is dropped. */
    void answer(Frame frame) {
        Waiting answer = waiting.remove(frame.id());
        answered = System.nanoTime();
        if (answer == null || !answer.complete(frame)) {
            frame.release();
        }
    }

    /** When the oldest call that is not answered began, or the last answer came if there is none, by {@link System#nanoTime}. */
    long busySince() {
        return waiting.values().stream()
                .mapToLong(call -> call.since)
                .reduce((one, other) -> one - other < 0 ? one : other)
                .orElse(answered);
    }

    int size() {
        return waiting.size();
    }

    /** Fails all, those to come included. */
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
