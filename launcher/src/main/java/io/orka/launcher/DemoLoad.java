package io.orka.launcher;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Threads that call a plugin during a swap, and the count of responses. */
final class DemoLoad implements AutoCloseable {

    private final OrkaCall hello;
    private final LongAdder answered = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final AtomicReference<@Nullable String> firstFault = new AtomicReference<>();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final List<Thread> callers = new ArrayList<>();

    DemoLoad(OrkaCall hello, int threads) {
        this.hello = hello;
        for (int i = 0; i < threads; i++) {
            Thread caller = new Thread(this::callOnAndOn, "demo-caller-" + i);
            callers.add(caller);
            caller.start();
        }
    }

    private void callOnAndOn() {
        Request request = new Request("HelloWorld", Map.of("name", "Ada"));
        while (running.get()) {
            String fault = fault(request);
            if (fault == null) {
                answered.increment();
            } else {
                lost.increment();
                firstFault.compareAndSet(null, fault);
            }
        }
    }

    private @Nullable String fault(Request request) {
        try {
            Response response = hello.call(request);
            boolean good = response.success() && String.valueOf(response.data()).contains("Ada");
            return good ? null : response.toString();
        } catch (Exception e) {
            return e.toString();
        }
    }

    /** Returns the failure of the first lost call; empty if no call was lost. */
    Optional<String> firstFault() {
        return Optional.ofNullable(firstFault.get());
    }

    long answered() {
        return answered.sum();
    }

    long lost() {
        return lost.sum();
    }

    /** Waits until every thread has finished its call. The counts are then final. */
    @Override
    public void close() {
        running.set(false);
        for (Thread caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
