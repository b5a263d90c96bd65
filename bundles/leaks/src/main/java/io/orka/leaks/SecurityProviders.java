package io.orka.leaks;

import java.security.Provider;
import java.security.Security;
import java.util.function.Consumer;

/** Finds the security providers of a plugin, to remove them. */
final class SecurityProviders implements LeakSource {

    @Override
    public void search(Owners owners, Consumer<Leak> found) {
        for (Provider provider : Security.getProviders()) {
            Owner owner = owners.of(provider);
            if (owner != null) {
                String name = provider.getName();
                found.accept(Leak.of(owner, "security provider", name, () -> Security.removeProvider(name)));
            }
        }
    }
}
