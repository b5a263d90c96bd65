package io.orka.plugins;

import java.util.ArrayDeque;
import java.util.Deque;

/** The lifecycle thread of a simulated host. The test runs its tasks one by one. */
final class SimulatedLifecycle implements LifecycleExecutor {

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public boolean isCurrent() {
        return running;
    }

    boolean isIdle() {
        return tasks.isEmpty();
    }

    void runNext() {
        running = true;
        try {
            tasks.remove().run();
        } finally {
            running = false;
        }
    }
}
