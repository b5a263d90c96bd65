package io.orka.leaks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Shutdown hooks of a plugin: they are deregistered and run now, since they contain the plugin's cleanup.
 */
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

    /** The registered hooks; none once the JVM has started to run them. */
    static List<Thread> registered() throws ReflectiveOperationException {
        Class<?> type = Class.forName("java.lang.ApplicationShutdownHooks");
        synchronized (type) { // as its own methods do
            return JdkFields.readStatic(type, "hooks") instanceof Map<?, ?> hooks
                    ? new ArrayList<>(
                            hooks.keySet().stream().map(Thread.class::cast).toList())
                    : List.of();
        }
    }

    private void runNow(Thread hook) throws InterruptedException {
        if (Runtime.getRuntime().removeShutdownHook(hook)) {
            hook.setDaemon(true); // so that one that hangs does not keep the JVM from ending
            hook.start();
            hook.join(deadline.toMillis());
            hook.interrupt();
        }
    }
}
