package io.orka.deploy;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Values that count for the whole JVM and tell nothing of who set them, such as the default locale.
 *
 * @param kind what each is, in the singular
 * @param values what there is now, by name; a single one has the name {@code ""}
 * @param set sets one, or takes it away
 * @param twin an equal value that is another object, by which a value that is set once more can be told from the one before;
 *     the value itself where that is not possible
 */
record JvmSetting(String kind, Values values, Change set, UnaryOperator<Object> twin) {

    /** Reads. */
    interface Values {
        Map<String, Object> now() throws ReflectiveOperationException;
    }

    /** Writes. */
    interface Change {
        void to(String name, @Nullable Object value) throws Exception;
    }
}
