package io.orka.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * The name of a bundle on an event, as its key-value pair {@code bundle}. That is how SLF4J of any program shows it; the
 * host's own log has a place for it, and knows it from pairs that bundles add themselves by this type.
 *
 * @param bundle the name
 */
record Tag(String bundle) {

    static final String KEY = "bundle";

    /** The name of the bundle that an event comes from; none where it is the host. */
    static @Nullable String of(ILoggingEvent event) {
        for (KeyValuePair pair : pairs(event)) {
            if (pair.value instanceof Tag tag) {
                return tag.bundle;
            }
        }
        return null;
    }

    /** The pairs that the event has beside the tag. */
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
