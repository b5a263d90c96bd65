package io.orka.deploy;

import io.orka.leaks.InheritedValues;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Creates the workers of the JVM's common pool. All plugins share these threads, so the context class loader of a
 * worker is that of the plugin whose code runs. The JDK creates this factory by the name in a system property, which the
 * JDK reads once, before the first use of the pool.
 */
public final class PluginWorkers implements ForkJoinWorkerThreadFactory {

    private static final String PROPERTY = "java.util.concurrent.ForkJoinPool.common.threadFactory";

    /** Creates the factory. */
    public PluginWorkers() {}

    /**
     * Makes the common pool of this JVM use this factory. Has no effect if the pool is already in use, or if the user
     * has chosen another factory.
     */
    public static void useInCommonPool() {
        System.getProperties().putIfAbsent(PROPERTY, PluginWorkers.class.getName());
    }

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
