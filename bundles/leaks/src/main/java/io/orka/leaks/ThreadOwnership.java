package io.orka.leaks;

import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the plugin to which a thread belongs. The context class loader alone is no proof: every thread that is started
 * during a call inherits the loader, including threads of the host and of the JDK.
 */
final class ThreadOwnership {

    private static final String WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker";

    private final Owners owners;
    private final ReferenceSearch references;

    ThreadOwnership(Owners owners) {
        this.owners = owners;
        this.references = new ReferenceSearch(owners, "java.util.", "java.lang.ref.", "sun.net.httpserver.");
    }

    /** Returns the plugin that owns the thread's class, its task's class or its pool. */
    @Nullable
    Owner of(Thread thread) {
        if (owners.of(thread) != null) {
            return owners.of(thread);
        }
        if (thread instanceof OwnedThread) {
            return owners.ofLoader(thread.getContextClassLoader());
        }
        ThreadPoolExecutor pool = pool(thread);
        return pool != null ? ofPool(pool, thread) : owners.of(references.from(JvmThreads.target(thread)));
    }

    /** Returns the pool of a thread; {@code null} if the thread has no pool, or this JDK does not allow access. */
    static @Nullable ThreadPoolExecutor pool(Thread thread) {
        Object target = JvmThreads.target(thread);
        if (target == null || !target.getClass().getName().equals(WORKER)) {
            return null;
        }
        try {
            return (ThreadPoolExecutor) JdkFields.read(target, target.getClass(), "this$0");
        } catch (ReflectiveOperationException notTold) {
            return null;
        }
    }

    /**
     * Returns the owner of the pool or of its thread factory. For a factory of the JDK, the owner is the plugin whose
     * call started the thread.
     */
    private @Nullable Owner ofPool(ThreadPoolExecutor pool, Thread thread) {
        Owner owner = owners.of(pool);
        if (owner == null) {
            owner = owners.of(pool.getThreadFactory());
        }
        boolean usual = pool.getThreadFactory().getClass().getName().startsWith("java.util.concurrent.Executors$");
        return owner == null && usual ? owners.ofLoader(thread.getContextClassLoader()) : owner;
    }
}
