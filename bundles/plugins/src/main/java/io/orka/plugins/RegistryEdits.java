package io.orka.plugins;

import io.orka.identity.PluginKey;
import io.orka.registry.Edited;
import io.orka.registry.Previous;
import org.jspecify.annotations.Nullable;

/** The edits of commands in the registry file. Each throws an {@code OrkaFailure} if it cannot be made. */
interface RegistryEdits {

    Edited add(String name, @Nullable String version, String repo, String service);

    Edited remove(PluginKey key);

    /** Changes the version of an entry. */
    Edited move(PluginKey from, String version);

    /** Sets an entry back to the version that was active before. */
    Edited back(PluginKey from, Previous previous);
}
