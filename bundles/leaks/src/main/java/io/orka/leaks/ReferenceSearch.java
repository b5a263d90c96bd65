package io.orka.leaks;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds a plugin's object inside objects of the JDK that wrap it: a value in a list in a soft reference, a task in a
 * future. The search covers only arrays and objects of the given packages, and at most a few hundred of these, so it is
 * cheap and never covers the whole heap.
 */
final class ReferenceSearch {

    private static final int MOST = 512;

    private final Owners owners;
    private final List<String> packages;

    ReferenceSearch(Owners owners, String... packages) {
        this.owners = owners;
        this.packages = List.of(packages);
    }

    /** Returns a search through collections, atomic references, futures and reference objects. */
    static ReferenceSearch throughCollections(Owners owners) {
        return new ReferenceSearch(owners, "java.util.", "java.lang.ref.");
    }

    /** Returns the first object found that belongs to a plugin, which may be the given object itself. */
    @Nullable
    Object from(@Nullable Object start) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> next = new ArrayDeque<>();
        if (start != null) {
            next.add(start);
        }
        while (!next.isEmpty() && seen.size() < MOST) {
            Object object = next.remove();
            if (!seen.add(object)) {
                continue;
            }
            if (owners.of(object) != null) {
                return object;
            }
            inside(object).stream().limit(MOST).forEach(next::add);
        }
        return null;
    }

    private List<Object> inside(Object object) {
        if (object instanceof Object[] array) {
            return Arrays.stream(array).filter(Objects::nonNull).toList();
        }
        if (object instanceof Thread || !isOpen(object.getClass())) {
            return List.of();
        }
        List<Object> found = JdkFields.references(object); // for a reference object, only fields of its subclass
        Object referent = object instanceof SoftReference<?> soft ? soft.get() : null;
        if (referent != null) {
            found.add(referent);
        }
        return found;
    }

    private boolean isOpen(Class<?> type) {
        String name = type.getName();
        return type.getClassLoader() == null && packages.stream().anyMatch(name::startsWith);
    }
}
