package io.orka.registry;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import org.jspecify.annotations.Nullable;

/**
 * A warning about the registry file.
 *
 * @param plugin the plugin of the entry, or {@code null} for the file as a whole
 * @param text one line, with the file's name
 */
public record RegistryWarning(@Nullable PluginKey plugin, String text) {

    /** Rejects {@code null}. */
    public RegistryWarning {
        requireNonNull(text, "text is null");
    }
}
