package io.orka.deploy;

import io.orka.leaks.InheritedValues;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Creates the workers of the JVM's common pool. All plugins share these threads, so the context class loader of a
 * worker is that of the plugin whose code runs. The JDK creates this factory by {@link #PROPERTY}, which the JDK reads
 * once, before the first use of the pool.
 */
public final class PluginWorkers implements ForkJoinWorkerThreadFactory {

    /** The system property of {@link ForkJoinPool} that names the factory. */
    public static final String PROPERTY = "java.util.concurrent.ForkJoinPool.common.threadFactory";

    /** Creates the factory. */
    public PluginWorkers() {}

    /** Creates a worker that inherits nothing from the current thread, which may be in a call of a plugin. */
    @Override
    @SuppressWarnings("removal") // excludes the caller's protection domains; still available in JDK 25
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
        PluginWorker worker =
                AccessController.doPrivileged((PrivilegedAction<PluginWorker>) () -> new PluginWorker(pool));
        InheritedValues.remove(worker);
        return worker;
    }
}
