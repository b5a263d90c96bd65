package io.orka.leaks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds the shutdown hooks of a plugin, to deregister and run them now, since they contain the plugin's cleanup. */
final class ShutdownHooks implements LeakSource {

    private final Duration deadline;

    ShutdownHooks(Duration deadline) {
        this.deadline = deadline;
    }

    @Override
    public void search(Owners owners, Consumer<Leak> found) throws ReflectiveOperationException {
        ThreadOwnership ownership = new ThreadOwnership(owners);
        for (Thread hook : registered()) {
            Owner owner = ownership.of(hook);
            if (owner != null) {
                Object target = JvmThreads.target(hook);
                String type = Owners.typeName(owners.of(target) == null || target == null ? hook : target);
                String name = JvmThreads.quote(hook) + " (" + type + ")";
                found.accept(new Leak(owner, "shutdown hook", name, "shutdown hook " + name, () -> runNow(hook), hook));
            }
        }
    }

    /** Returns the registered hooks; none once the JVM has started to run the hooks. */
    static List<Thread> registered() throws ReflectiveOperationException {
        Class<?> type = Class.forName("java.lang.ApplicationShutdownHooks");
        synchronized (type) { // the methods of the class use the same lock
            return JdkFields.readStatic(type, "hooks") instanceof Map<?, ?> hooks
                    ? new ArrayList<>(
                            hooks.keySet().stream().map(Thread.class::cast).toList())
                    : List.of();
        }
    }

    private void runNow(Thread hook) throws InterruptedException {
        if (Runtime.getRuntime().removeShutdownHook(hook)) {
            hook.setDaemon(true); // so that a hook that hangs does not prevent the end of the JVM
            hook.start();
            hook.join(deadline.toMillis());
            hook.interrupt();
        }
    }
}
