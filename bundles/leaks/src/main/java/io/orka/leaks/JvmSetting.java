package io.orka.leaks;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Values that apply to the whole JVM and do not record who set them, such as the default locale.
 *
 * @param kind the kind, in the singular
 * @param getter reads the current values by name; a single one has the name {@code ""}
 * @param setter sets one, or removes it
 * @param twin returns an equal but different object, so that setting the same value again can be detected; the value
 *     itself if that is not possible
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
