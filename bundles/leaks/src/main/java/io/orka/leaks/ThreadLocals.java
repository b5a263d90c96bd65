package io.orka.leaks;

import java.lang.ref.Reference;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values of a plugin in {@link ThreadLocal}s of any thread, to clear them, including values inside soft
 * references, arrays and collections. The entry of such a value becomes stale. The owning thread must handle stale
 * entries at any time, since the garbage collector makes entries stale, too.
 */
final class ThreadLocals implements LeakSource {

    private static final List<String> MAPS = List.of("threadLocals", "inheritableThreadLocals");

    @Override
    public void search(Owners owners, Consumer<Leak> found) throws ReflectiveOperationException {
        ReferenceSearch references = ReferenceSearch.throughCollections(owners);
        for (Thread thread : JvmThreads.live()) {
            for (String map : MAPS) {
                search(thread, map, references, owners, found);
            }
        }
    }

    private static void search(
            Thread thread, String field, ReferenceSearch references, Owners owners, Consumer<Leak> found)
            throws ReflectiveOperationException {
        Object map = JdkFields.read(thread, Thread.class, field);
        if (map == null || !(JdkFields.read(map, map.getClass(), "table") instanceof Object[] entries)) {
            return;
        }
        for (Object entry : entries) {
            if (entry instanceof Reference<?> key) {
                Object owned = owned(key, references, owners);
                Owner owner = owners.of(owned);
                if (owned != null && owner != null) {
                    String what = Owners.typeName(owned);
                    found.accept(new Leak(
                            owner,
                            "ThreadLocal",
                            "of thread " + JvmThreads.quote(thread) + " (" + what + ")",
                            "a ThreadLocal of thread " + JvmThreads.quote(thread) + " holds " + what,
                            () -> clear(key),
                            null));
                }
            }
        }
    }

    private static @Nullable Object owned(Reference<?> entry, ReferenceSearch references, Owners owners)
            throws ReflectiveOperationException {
        Object value = references.from(JdkFields.read(entry, entry.getClass(), "value"));
        Object key = entry.get();
        return value == null && owners.of(key) != null ? key : value;
    }

    private static void clear(Reference<?> entry) throws ReflectiveOperationException {
        entry.clear(); // first: the thread then creates another entry and no longer uses this entry
        JdkFields.erase(entry, entry.getClass(), "value");
    }
}
