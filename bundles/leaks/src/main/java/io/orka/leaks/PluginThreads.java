package io.orka.leaks;

import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;

/** Threads and thread pools of a plugin: they are interrupted, the pools shut down. */
final class PluginThreads implements LeakSource {

    @Override
    public void search(Owners owners, Consumer<Leak> found) {
        ThreadOwnership ownership = new ThreadOwnership(owners);
        for (Thread thread : JvmThreads.live()) {
            Owner owner = ownership.of(thread);
            if (owner != null && thread != Thread.currentThread()) {
                found.accept(new Leak(
                        owner,
                        "thread",
                        JvmThreads.quote(thread),
                        JvmThreads.describe(thread),
                        () -> end(thread),
                        thread));
            }
        }
    }

    private static void end(Thread thread) {
        ThreadPoolExecutor pool = ThreadOwnership.pool(thread);
        if (pool != null) {
            pool.shutdownNow(); // an interrupt alone does not stop its idle threads
        }
        thread.interrupt();
    }
}
