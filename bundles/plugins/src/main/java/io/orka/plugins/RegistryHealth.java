package io.orka.plugins;

import io.orka.registry.InvalidRegistry;
import io.orka.registry.RegistryWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the registry file is at one moment.
 *
 * @param problem why it cannot be used, or {@code null}; meanwhile its last good content counts
 * @param warnings what is odd about the last good content; those of entries are told with their plugins, too
 * @param pending the names of plugins whose entries wait for {@code orka:apply}, since this host applies on command
 */
public record RegistryHealth(@Nullable InvalidRegistry problem, List<RegistryWarning> warnings, List<String> pending) {

    /** Copies the lists. */
    public RegistryHealth {
        warnings = List.copyOf(warnings);
        pending = List.copyOf(pending);
    }

    /**
     * What is odd about the file as a whole.
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
