package io.orka.leaks;

import java.util.Collection;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Decides which of the given generations an object belongs to. */
final class Owners {

    private final IdentityHashMap<ClassLoader, Owner> byLoader = new IdentityHashMap<>();

    Owners(Collection<Owner> owners) {
        for (Owner owner : owners) {
            byLoader.put(owner.classes(), owner);
            if (owner.context() != null) {
                byLoader.put(owner.context(), owner);
            }
        }
    }

    Collection<Owner> all() {
        return byLoader.values().stream().distinct().toList();
    }

    /** The plugin that owns this object's class, or this class or class loader. */
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
     * The plugin that owns or created this loader: a descendant of the plugin's loader, or of a class of the plugin.
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

    /** The class name of an object for log lines; for a lambda, the class that contains it. */
    static String typeName(Object object) {
        String name = (object instanceof Class<?> type ? type : object.getClass()).getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : "a lambda of " + name.substring(0, lambda);
    }
}
