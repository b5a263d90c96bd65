package io.orka.registry;

import static java.util.Objects.requireNonNull;

/**
 * One setting of the host, for people.
 *
 * @param name with its section, such as {@code git.deadline}
 * @param value as it would be written in {@code host.json}, without secrets; empty for a setting that is not set
 * @param from where the value comes from: {@code default}, a file with its line, or the environment with its variable
 */
public record Setting(String name, String value, String from) {

    /** Checks that nothing is missing. */
    public Setting {
        requireNonNull(name, "name is null");
        requireNonNull(value, "value is null");
        requireNonNull(from, "from is null");
    }
}
