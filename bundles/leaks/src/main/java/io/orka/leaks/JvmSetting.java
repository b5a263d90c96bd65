package io.orka.leaks;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Values that apply to the whole JVM and do not record their setter, such as the default locale.
 *
 * @param kind the kind, in the singular
 * @param getter reads the current values by name; a single value has the name {@code ""}
 * @param setter sets or removes a value
 * @param twin returns an equal but different object, so that a second assignment of the same value can be detected; the
 *     value itself if no such object can be created
 */
record JvmSetting(String kind, Getter getter, Setter setter, UnaryOperator<Object> twin) {

    /** Reads the values. */
    interface Getter {
        Map<String, Object> values() throws ReflectiveOperationException;
    }

    /** Sets a value. */
    interface Setter {
        void set(String name, @Nullable Object value) throws Exception;
    }
}
