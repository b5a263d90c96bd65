package io.orka.registry;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import org.jspecify.annotations.Nullable;

/**
 * Something in the registry file, or about it, that is odd but no error.
 *
 * @param plugin whose entry it is, or {@code null} for the file as a whole
 * @param text one line, with the file's name
 */
public record RegistryWarning(@Nullable PluginKey plugin, String text) {

    /** Checks that there is a text. */
    public RegistryWarning {
        requireNonNull(text, "text is null");
    }
}
