package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Data from the engine bundle as a map, because the bundle's classes are not shared with the host.
 *
 * @param values the values by name
 */
record Told(Map<String, Object> values) {

    String string(String name) {
        return (String) requireNonNull(values.get(name), name);
    }

    long number(String name) {
        return (Long) requireNonNull(values.get(name), name);
    }
}
