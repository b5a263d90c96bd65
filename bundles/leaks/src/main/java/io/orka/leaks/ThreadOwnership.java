package io.orka.leaks;

import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose a thread is. The context class loader alone proves nothing: every thread that is started during a call
 * inherits it, also the host's and the JDK's own.
 */
final class ThreadOwnership {

    private static final String WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker";

    private final Owners owners;
    private final ReferenceSearch references;

    ThreadOwnership(Owners owners) {
        this.owners = owners;
        this.references = new ReferenceSearch(owners, "java.util.", "java.lang.ref.", "sun.net.httpserver.");
    }

    /** The plugin that the thread's class, its task's class or its pool belongs to. */
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

    /** The pool a thread works for; {@code null} where it works for none, or this JDK does not tell. */
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

    /** Whoever gave a pool its thread factory owns it; with the JDK's usual one, whoever its thread was started by. */
    private @Nullable Owner ofPool(ThreadPoolExecutor pool, Thread thread) {
        Owner owner = owners.of(pool);
        if (owner == null) {
            owner = owners.of(pool.getThreadFactory());
        }
        boolean usual = pool.getThreadFactory().getClass().getName().startsWith("java.util.concurrent.Executors$");
        return owner == null && usual ? owners.ofLoader(thread.getContextClassLoader()) : owner;
    }
}
