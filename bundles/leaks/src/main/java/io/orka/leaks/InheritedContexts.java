package io.orka.leaks;

import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds threads of the JDK or of the host that were started during a call of a plugin. Such a thread inherited the
 * plugin's context class loader and, up to JDK 23, its protection domains. The cleanup resets both, and does not change
 * the thread otherwise.
 */
final class InheritedContexts implements LeakSource {

    static final String KIND = "inherited context";

    private static final boolean HAS_DOMAINS = Runtime.version().feature() < 24;

    @Override
    public void search(Owners owners, Consumer<Leak> found) throws ReflectiveOperationException {
        ThreadOwnership ownership = new ThreadOwnership(owners);
        List<Thread> threads = new ArrayList<>(JvmThreads.live());
        if (JdkFields.accessible()) {
            threads.addAll(ShutdownHooks.registered());
        }
        for (Thread thread : threads) {
            Owner byLoader = owners.ofLoader(thread.getContextClassLoader());
            Owner owner = byLoader == null ? ofDomains(thread, owners) : byLoader;
            if (owner != null && ownership.of(thread) == null) {
                found.accept(new Leak(
                        owner,
                        KIND,
                        "of thread " + JvmThreads.quote(thread),
                        JvmThreads.describe(thread)
                                + (byLoader == null ? " by its protection domains" : " by its context class loader"),
                        () -> reset(thread, owner),
                        null));
            }
        }
    }

    private static @Nullable Owner ofDomains(Thread thread, Owners owners) throws ReflectiveOperationException {
        if (!HAS_DOMAINS || !JdkFields.accessible()) {
            return null;
        }
        Object inherited = JdkFields.read(thread, Thread.class, "inheritedAccessControlContext");
        if (inherited != null
                && JdkFields.read(inherited, inherited.getClass(), "context") instanceof ProtectionDomain[] domains) {
            for (ProtectionDomain domain : domains) {
                Owner owner = domain == null ? null : owners.ofLoader(domain.getClassLoader());
                if (owner != null) {
                    return owner;
                }
            }
        }
        return null;
    }

    private static void reset(Thread thread, Owner owner) throws ReflectiveOperationException {
        if (owner.runsIn(thread)) {
            return; // the thread still runs an orphaned call; the end of the call restores the thread's own loader
        }
        if (thread.getContextClassLoader() == owner.loader()) {
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        }
        if (HAS_DOMAINS && JdkFields.accessible()) {
            JdkFields.erase(
                    thread, Thread.class, "inheritedAccessControlContext"); // the JDK does the same when a thread ends
        }
    }
}
