package io.orka.leaks;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the generation to which an object belongs, among the given generations. */
final class Owners {

    private final IdentityHashMap<ClassLoader, Owner> byLoader = new IdentityHashMap<>();

    Owners(Collection<Owner> owners) {
        for (Owner owner : owners) {
            byLoader.put(owner.loader(), owner);
        }
    }

    Collection<Owner> all() {
        return List.copyOf(byLoader.values());
    }

    /**
     * Returns the plugin that owns the object's class; for a class or a class loader, the plugin that owns this class
     * or loader.
     */
    @Nullable
    Owner of(@Nullable Object object) {
        if (object == null) {
            return null;
        }
        if (object instanceof Class<?> type) {
            return ofLoader(type.getClassLoader());
        }
        Owner owner = object instanceof ClassLoader loader ? ofLoader(loader) : null;
        return owner != null ? owner : ofLoader(object.getClass().getClassLoader());
    }

    /**
     * Returns the plugin that owns or created a loader. Such a loader descends from the plugin's loader, or its class
     * belongs to the plugin.
     */
    @Nullable
    Owner ofLoader(@Nullable ClassLoader loader) {
        for (ClassLoader at = loader; at != null; at = at.getParent()) {
            Owner owner = byLoader.get(at);
            if (owner != null) {
                return owner;
            }
        }
        return loader == null || loader.getClass().getClassLoader() == loader
                ? null
                : byLoader.get(loader.getClass().getClassLoader());
    }

    /** Returns the class name of an object for log lines; for a lambda, the class that contains it. */
    static String typeName(Object object) {
        String name = (object instanceof Class<?> type ? type : object.getClass()).getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : "a lambda of " + name.substring(0, lambda);
    }
}
