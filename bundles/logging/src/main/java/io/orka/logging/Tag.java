package io.orka.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * The name of a bundle in a log event, as the key-value pair {@code bundle}, which any SLF4J backend shows. The host's
 * own log has a field for the name. This type distinguishes the pair from pairs that bundles add themselves.
 *
 * @param bundle the name
 */
record Tag(String bundle) {

    static final String KEY = "bundle";

    /** Returns the name of the bundle of an event; {@code null} for the host. */
    static @Nullable String of(ILoggingEvent event) {
        for (KeyValuePair pair : pairs(event)) {
            if (pair.value instanceof Tag tag) {
                return tag.bundle;
            }
        }
        return null;
    }

    /** Returns the pairs of the event other than the tag. */
    static List<KeyValuePair> others(ILoggingEvent event) {
        List<KeyValuePair> pairs = pairs(event);
        return pairs.isEmpty()
                ? pairs
                : pairs.stream().filter(pair -> !(pair.value instanceof Tag)).toList();
    }

    private static List<KeyValuePair> pairs(ILoggingEvent event) {
        return Objects.requireNonNullElse(event.getKeyValuePairs(), List.of());
    }

    @Override
    public String toString() {
        return bundle;
    }
}
