package io.orka.registry;

import static java.util.Objects.requireNonNull;

/**
 * One setting of the host, for display.
 *
 * @param name the name with its section, such as {@code git.deadline}
 * @param value the value in the syntax of {@code host.json}, without secrets; empty when the setting has no value
 * @param from the source of the value: {@code default}, a file with its line, or an environment variable
 */
public record Setting(String name, String value, String from) {

    /** Rejects {@code null}. */
    public Setting {
        requireNonNull(name, "name is null");
        requireNonNull(value, "value is null");
        requireNonNull(from, "from is null");
    }
}
