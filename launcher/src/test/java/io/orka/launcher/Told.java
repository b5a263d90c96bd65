package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What the engine bundle tells, in classes of the JDK, since it shares no others with the host.
 *
 * @param values by name
 */
record Told(Map<String, Object> values) {

    String string(String name) {
        return (String) requireNonNull(values.get(name), name);
    }

    long number(String name) {
        return (Long) requireNonNull(values.get(name), name);
    }
}
