package io.orka.leaks;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Values that apply to the whole JVM and do not tell who set them, such as the default locale.
 *
 * @param kind what each is, in the singular
 * @param getter reads what there is now, by name; a single one has the name {@code ""}
 * @param setter sets one, or removes it
 * @param twin an equal value that is another object, by which a value that is set once more can be told from the one before;
 *     the value itself where that is not possible
 */
record JvmSetting(String kind, Getter getter, Setter setter, UnaryOperator<Object> twin) {

    /** Reads. */
    interface Getter {
        Map<String, Object> values() throws ReflectiveOperationException;
    }

    /** Writes. */
    interface Setter {
        void set(String name, @Nullable Object value) throws Exception;
    }
}
