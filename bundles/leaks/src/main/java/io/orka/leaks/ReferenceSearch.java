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
 * future. Searches only objects of the given packages and arrays, and at most a few hundred of them, so that it is cheap
 * and never searches the whole heap.
 */
final class ReferenceSearch {

    private static final int MOST = 512;

    private final Owners owners;
    private final List<String> packages;

    ReferenceSearch(Owners owners, String... packages) {
        this.owners = owners;
        this.packages = List.of(packages);
    }

    /** Through collections, atomic references, futures and reference objects. */
    static ReferenceSearch throughCollections(Owners owners) {
        return new ReferenceSearch(owners, "java.util.", "java.lang.ref.");
    }

    /** The first object found that belongs to a plugin; the given one itself, where it does. */
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
        List<Object> found = JdkFields.references(object); // of a reference object: what its subclass adds
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
