package io.orka.launcher;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Callers that never stop calling while a plugin is swapped, and the count of what they got. */
final class DemoLoad implements AutoCloseable {

    private final OrkaCall hello;
    private final LongAdder answered = new LongAdder();
    private final LongAdder lost = new LongAdder();
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
            if (answers(request)) {
                answered.increment();
            } else {
                lost.increment();
            }
        }
    }

    private boolean answers(Request request) {
        try {
            Response response = hello.call(request);
            return response.success() && String.valueOf(response.data()).contains("Ada");
        } catch (Exception e) {
            return false;
        }
    }

    long answered() {
        return answered.sum();
    }

    long lost() {
        return lost.sum();
    }

    /** Lets every caller finish its call; then the counts stand. */
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
