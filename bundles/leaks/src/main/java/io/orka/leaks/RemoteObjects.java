package io.orka.leaks;

import java.lang.ref.Reference;
import java.rmi.Remote;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds objects that a plugin exported for RMI, to unexport them. Each such object holds the context class loader of
 * its export.
 */
final class RemoteObjects implements LeakSource {

    @Override
    public void search(Owners owners, Consumer<Leak> found) throws ReflectiveOperationException {
        for (Object target : targets()) {
            Owner owner = owners.of(JdkFields.read(target, target.getClass(), "ccl"));
            if (owner != null
                    && JdkFields.read(target, target.getClass(), "weakImpl") instanceof Reference<?> weak
                    && weak.get() instanceof Remote remote) {
                found.accept(Leak.of(
                        owner,
                        "RMI object",
                        Owners.typeName(remote),
                        () -> UnicastRemoteObject.unexportObject(remote, true)));
            }
        }
    }

    private static Collection<?> targets() throws ReflectiveOperationException {
        Class<?> table = Class.forName("sun.rmi.transport.ObjectTable");
        Object lock = JdkFields.readStatic(table, "tableLock");
        if (lock == null || !(JdkFields.readStatic(table, "objTable") instanceof Map<?, ?> objects)) {
            return List.of();
        }
        synchronized (lock) {
            return new ArrayList<>(objects.values());
        }
    }
}
