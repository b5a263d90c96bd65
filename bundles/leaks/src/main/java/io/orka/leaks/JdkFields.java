package io.orka.leaks;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Access to private fields of JDK objects, for data that no public method returns: the task of a thread, the values of
 * its thread locals. The access uses {@code sun.misc.Unsafe}, which needs no {@code --add-opens}. A JDK may reject this
 * access.
 */
final class JdkFields {

    private static final @Nullable Memory MEMORY = Memory.open();

    private static final ClassValue<long[]> OFFSETS = new ClassValue<>() {
        @Override
        protected long[] computeValue(Class<?> type) {
            return MEMORY == null ? new long[0] : MEMORY.offsets(type);
        }
    };

    private JdkFields() {}

    /** A call of a method handle, which declares Throwable. */
    private interface Invocation<T extends @Nullable Object> {
        T run() throws Throwable;
    }

    /** Returns whether this JDK allows access to its fields. */
    static boolean accessible() {
        return MEMORY != null;
    }

    /**
     * Reads a field that holds a reference.
     *
     * @throws ReflectiveOperationException when this JDK has no such field, or does not allow access
     */
    static @Nullable Object read(Object holder, Class<?> declaring, String name) throws ReflectiveOperationException {
        return memory().get(holder, memory().offset(declaring.getDeclaredField(name)));
    }

    /** Reads a static field that holds a reference; {@code null} also if the field's class is not initialized yet. */
    static @Nullable Object readStatic(Class<?> declaring, String name) throws ReflectiveOperationException {
        return memory().getStatic(declaring.getDeclaredField(name));
    }

    /** Sets a field to {@code null}, {@code 0} or {@code false}. */
    static void erase(Object holder, Class<?> declaring, String name) throws ReflectiveOperationException {
        Field field = declaring.getDeclaredField(name);
        memory().erase(holder, memory().offset(field), field.getType());
    }

    /**
     * Returns the objects that an object's fields refer to, without the fields of a reference object for the garbage
     * collector.
     */
    static List<Object> references(Object holder) {
        List<Object> found = new ArrayList<>();
        for (long offset : OFFSETS.get(holder.getClass())) {
            Object value = MEMORY == null ? null : MEMORY.get(holder, offset);
            if (value != null) {
                found.add(value);
            }
        }
        return found;
    }

    private static Memory memory() throws IllegalAccessException {
        if (MEMORY == null) {
            throw new IllegalAccessException("this JDK does not allow access to its private fields");
        }
        return MEMORY;
    }

    /** The required methods of Unsafe; they are looked up by name, because the compiler warns about every use. */
    private record Memory(
            MethodHandle get,
            MethodHandle putReference,
            MethodHandle putInt,
            MethodHandle putBoolean,
            MethodHandle offset,
            MethodHandle staticBase,
            MethodHandle staticOffset) {

        static @Nullable Memory open() {
            try {
                Class<?> type = Class.forName("sun.misc.Unsafe");
                Field instance = type.getDeclaredField("theUnsafe");
                instance.setAccessible(true);
                Object unsafe = instance.get(null);
                MethodHandles.Lookup lookup = MethodHandles.publicLookup();
                Memory memory = new Memory(
                        lookup.bind(unsafe, "getObjectVolatile", methodType(Object.class, Object.class, long.class)),
                        lookup.bind(
                                unsafe,
                                "putObjectVolatile",
                                methodType(void.class, Object.class, long.class, Object.class)),
                        lookup.bind(
                                unsafe, "putIntVolatile", methodType(void.class, Object.class, long.class, int.class)),
                        lookup.bind(
                                unsafe,
                                "putBooleanVolatile",
                                methodType(void.class, Object.class, long.class, boolean.class)),
                        lookup.bind(unsafe, "objectFieldOffset", methodType(long.class, Field.class)),
                        lookup.bind(unsafe, "staticFieldBase", methodType(Object.class, Field.class)),
                        lookup.bind(unsafe, "staticFieldOffset", methodType(long.class, Field.class)));
                memory.get(Thread.currentThread(), memory.offset(Thread.class.getDeclaredField("threadLocals")));
                return memory;
            } catch (ReflectiveOperationException | RuntimeException refused) {
                return null;
            }
        }

        long offset(Field field) {
            return (long) call(() -> offset.invoke(field));
        }

        @Nullable
        Object get(Object holder, long at) {
            return call(() -> get.invoke(holder, at));
        }

        @Nullable
        Object getStatic(Field field) {
            return call(() -> get.invoke(staticBase.invoke(field), (long) staticOffset.invoke(field)));
        }

        void erase(Object holder, long at, Class<?> type) {
            call(() -> {
                if (type == int.class) {
                    putInt.invoke(holder, at, 0);
                } else if (type == boolean.class) {
                    putBoolean.invoke(holder, at, false);
                } else {
                    putReference.invoke(holder, at, null);
                }
                return holder;
            });
        }

        long[] offsets(Class<?> type) {
            List<Long> offsets = new ArrayList<>();
            for (Class<?> at = type; at != null && at != java.lang.ref.Reference.class; at = at.getSuperclass()) {
                for (Field field : at.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.getType().isPrimitive()
                            && !at.isHidden()
                            && !at.isRecord()) {
                        offsets.add(offset(field));
                    }
                }
            }
            return offsets.stream().mapToLong(Long::longValue).toArray();
        }

        private static <T extends @Nullable Object> T call(Invocation<T> invocation) {
            try {
                return invocation.run();
            } catch (RuntimeException | Error thrown) {
                throw thrown;
            } catch (Throwable thrown) { // none of these methods declares an exception
                throw new IllegalStateException(thrown);
            }
        }
    }
}
