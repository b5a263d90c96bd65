package com.example.idioms;

import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The engine's workers. In each round, a worker calls the services that the active components hold, and the kept
 * services.
 */
final class Callers {

    /** A time that is never reached. Calls with a deadline take another path through the host. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Leaves processor time to other threads. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Map<String, OrkaCall> kept = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<AtomicLong> rounds = new ArrayList<>();
    private volatile boolean running;

    /** Keeps the first service of each key, even after the service is unregistered. */
    void keep(String key, OrkaCall call) {
        kept.putIfAbsent(key, call);
    }

    Map<String, OrkaCall> kept() {
        return Map.copyOf(kept);
    }

    synchronized int begin(int count) {
        running = true;
        for (int i = 0; i < count; i++) {
            AtomicLong done = new AtomicLong();
            Thread thread = new Thread(() -> work(done), "engine-worker-" + i);
            thread.setDaemon(true);
            rounds.add(done);
            threads.add(thread);
            thread.start();
        }
        return count;
    }

    /** Stops the workers. Returns how many have ended: all of them, unless this thread is interrupted. */
    synchronized int end() {
        running = false;
        int ended = 0;
        try {
            for (Thread thread : threads) {
                thread.join();
                ended++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
        rounds.clear();
        return ended;
    }

    /** Returns the number of rounds that the slowest worker has finished. */
    synchronized long rounds() {
        return rounds.stream().mapToLong(AtomicLong::get).min().orElse(0);
    }

    private void work(AtomicLong done) {
        Set<String> empty = new HashSet<>();
        while (running) {
            CallContext context = done.get() % 2 == 0
                    ? CallContext.none()
                    : new CancellableContext(Instant.now().plus(PATIENCE), Map.of());
            for (Holder holder : Holders.active()) {
                round(holder, context, empty);
            }
            kept.forEach((key, call) -> Journal.call("kept " + key, call, context));
            done.incrementAndGet();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** @param empty the references without a service in the previous round; only the first such round is reported */
    private static void round(Holder holder, CallContext context, Set<String> empty) {
        long begun = System.nanoTime();
        try {
            holder.held().forEach((reference, calls) -> {
                String name = holder.name() + " " + reference;
                if (!calls.isEmpty()) {
                    empty.remove(name);
                } else if (holder.active() && empty.add(name)) {
                    Journal.absent(holder, reference, begun);
                }
                calls.forEach(call -> Journal.call(name, call, context));
            });
        } catch (RuntimeException e) {
            if (holder.active()) {
                Journal.failed(holder.name(), "", e.toString(), begun);
            }
        }
    }
}
