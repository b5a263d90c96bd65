package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.registry.Edited;
import io.orka.registry.Previous;
import io.orka.registry.RegistryEdit;
import org.jspecify.annotations.Nullable;

/** Makes the edits of commands in the registry file. */
record FileEdits(RegistryEdit file) implements RegistryEdits {

    FileEdits {
        requireNonNull(file, "file is null");
    }

    @Override
    public Edited add(String name, @Nullable String version, String repo, String service) {
        return file.add(name, version, repo, service);
    }

    @Override
    public Edited remove(PluginKey key) {
        return file.remove(key);
    }

    @Override
    public Edited move(PluginKey from, String version) {
        return file.move(from, version);
    }

    @Override
    public Edited back(PluginKey from, Previous previous) {
        return file.back(from, previous);
    }
}
