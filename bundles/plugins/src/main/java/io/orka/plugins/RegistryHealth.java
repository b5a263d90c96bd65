package io.orka.plugins;

import io.orka.registry.InvalidRegistry;
import io.orka.registry.RegistryWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the registry file.
 *
 * @param problem the reason why the file is invalid, or {@code null}; its last valid content stays in effect
 * @param warnings the warnings about the last valid content; a warning about an entry is also shown with its plugin
 * @param pending the names of plugins whose changed entries wait for {@code orka:apply}, in a host that applies on
 *     command
 */
public record RegistryHealth(@Nullable InvalidRegistry problem, List<RegistryWarning> warnings, List<String> pending) {

    /** Copies the lists. */
    public RegistryHealth {
        warnings = List.copyOf(warnings);
        pending = List.copyOf(pending);
    }

    /**
     * Returns the warnings about the file as a whole.
     *
     * @return one line each
     */
    public List<String> ofTheFile() {
        return warnings.stream()
                .filter(warning -> warning.plugin() == null)
                .map(RegistryWarning::text)
                .toList();
    }
}
