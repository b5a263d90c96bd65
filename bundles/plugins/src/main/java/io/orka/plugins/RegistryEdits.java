package io.orka.plugins;

import io.orka.identity.PluginKey;
import io.orka.registry.Edited;
import io.orka.registry.Previous;
import org.jspecify.annotations.Nullable;

/** The edits of commands in the registry file. A method throws an {@code OrkaFailure} if its edit cannot be made. */
interface RegistryEdits {

    Edited add(String name, @Nullable String version, String repo, String service);

    Edited remove(PluginKey key);

    /** Changes the version of an entry. */
    Edited move(PluginKey from, String version);

    /** Sets an entry back to the previous version. */
    Edited back(PluginKey from, Previous previous);
}
