package io.orka.registry;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One snapshot of the registry file.
 *
 * @param entries the valid entries, in the file's order; unmodifiable
 * @param warnings warnings, such as about an unknown field, each with file, line, column and key; unmodifiable
 * @param digest the SHA-256 of the file, 64 hexadecimal digits
 */
public record Registry(List<PluginEntry> entries, List<RegistryWarning> warnings, String digest) {

    /** Copies the lists. */
    public Registry {
        entries = List.copyOf(entries);
        warnings = List.copyOf(warnings);
        requireNonNull(digest, "digest is null");
    }
}
