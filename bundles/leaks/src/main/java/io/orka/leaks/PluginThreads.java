package io.orka.leaks;

import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;

/** Finds the threads of a plugin, to interrupt them and to shut down their pools. */
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
            pool.shutdownNow(); // an interrupt alone does not stop the idle threads of the pool
        }
        thread.interrupt();
    }
}
