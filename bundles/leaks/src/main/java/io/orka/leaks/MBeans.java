package io.orka.leaks;

import java.util.Map;
import java.util.function.Consumer;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Finds the MBeans of a plugin in every MBean server, to unregister them. */
final class MBeans implements LeakSource {

    @Override
    public void search(Owners owners, Consumer<Leak> found) {
        ReferenceSearch references = new ReferenceSearch(owners, "javax.management.", "com.sun.jmx.");
        for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) { // creates no platform server
            for (ObjectName name : server.queryNames(null, null)) {
                Owner owner = owner(server, name, owners, references);
                if (owner != null) {
                    found.accept(Leak.of(owner, "MBean", name.toString(), () -> server.unregisterMBean(name)));
                }
            }
        }
    }

    private static @Nullable Owner owner(
            MBeanServer server, ObjectName name, Owners owners, ReferenceSearch references) {
        try {
            Owner owner = owners.ofLoader(server.getClassLoaderFor(name));
            return owner != null ? owner : owners.of(references.from(object(server, name)));
        } catch (InstanceNotFoundException | ReflectiveOperationException goneOrNotTold) {
            return null;
        }
    }

    /**
     * Returns the registered object itself. For a {@code StandardMBean} the server returns the class of the wrapper,
     * and not the class of the object in the wrapper.
     */
    private static @Nullable Object object(MBeanServer server, ObjectName name) throws ReflectiveOperationException {
        Object interceptor = field(server, "mbsInterceptor");
        Object repository = interceptor == null ? null : field(interceptor, "repository");
        if (repository != null
                && field(repository, "domainTb") instanceof Map<?, ?> domains
                && domains.get(name.getDomain()) instanceof Map<?, ?> names) {
            Object named = names.get(name.getCanonicalKeyPropertyListString());
            return named == null ? null : field(named, "object");
        }
        return null;
    }

    private static @Nullable Object field(Object holder, String name) throws ReflectiveOperationException {
        return JdkFields.read(holder, holder.getClass(), name);
    }
}
