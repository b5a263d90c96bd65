package io.orka.plugins;

import io.orka.identity.PluginKey;
import io.orka.registry.Edited;
import io.orka.registry.Previous;
import org.jspecify.annotations.Nullable;

/** The edits that commands make in the registry file. Each throws an {@code OrkaFailure} where it cannot be made. */
interface RegistryEdits {

    Edited add(String name, @Nullable String version, String repo, String service);

    Edited remove(PluginKey key);

    /** Gives an entry another version. */
    Edited move(PluginKey from, String version);

    /** Puts an entry back to what was active before. */
    Edited back(PluginKey from, Previous previous);
}
