package io.orka.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A process stops taking calls exactly once, and has one reason for its end, even if threads race. */
class ProcessStateTest {

    private static final int THREADS = 2;
    private static final int SPINS = 10_000;

    private final ProcessState state = new ProcessState();

    @Test
    void aNewProcessTakesCallsAndHasNoReasonToEnd() {
        assertThat(state.takesCalls()).isTrue();
        assertThat(state.endReason()).isNull();
    }

    @Test
    void onlyTheFirstStopIsTheOneThatStopsIt() {
        assertThat(state.stop()).isTrue();
        assertThat(state.stop()).isFalse();
        assertThat(state.takesCalls()).isFalse();
        assertThat(state.endReason()).isNull();
    }

    @Test
    void aStoppedProcessCanStillBeEndedForAReason() {
        state.stop();
        state.end("it was closed");
        assertThat(state.endReason()).isEqualTo("it was closed");
        assertThat(state.takesCalls()).isFalse();
    }

    @Test
    void theFirstReasonIsKept() {
        state.end("it misses heartbeats");
        state.end("it was closed");
        assertThat(state.stop()).isFalse();
        assertThat(state.endReason()).isEqualTo("it misses heartbeats");
        assertThat(state.takesCalls()).isFalse();
    }

    @Test
    void threadsThatRaceSeeOneStopAndOneReason() throws InterruptedException {
        int rounds = Integer.getInteger("orka.soak.states", 20_000);
        List<ProcessState> states =
                Stream.generate(ProcessState::new).limit(rounds).toList();
        AtomicInteger arrived = new AtomicInteger();
        AtomicIntegerArray stops = new AtomicIntegerArray(rounds);
        String[][] reasons = new String[THREADS][rounds];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads.add(new Thread(() -> {
                for (int round = 0; round < rounds; round++) {
                    arrived.incrementAndGet();
                    awaitCount(arrived, THREADS * (round + 1));
                    ProcessState raced = states.get(round);
                    if (raced.stop()) {
                        stops.incrementAndGet(round);
                    }
                    raced.end("reason " + number);
                    reasons[number][round] = String.valueOf(raced.endReason());
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        for (int round = 0; round < rounds; round++) {
            assertThat(stops.get(round)).isEqualTo(1);
            assertThat(reasons[0][round]).isEqualTo(reasons[1][round]);
        }
    }

    /** Waits mostly by spinning, since threads that are woken one after the other do not race. */
    private static void awaitCount(AtomicInteger arrived, int count) {
        for (int spins = 0; arrived.get() < count; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(1);
            }
        }
    }
}
