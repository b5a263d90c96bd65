package io.orka.leaks;

import java.util.HashMap;
import java.util.function.Consumer;

/** Finds system properties whose key or value is an object of a plugin's class, to remove them. Strings stay. */
final class SystemProperties implements LeakSource {

    @Override
    public void search(Owners owners, Consumer<Leak> found) {
        new HashMap<>(System.getProperties()).forEach((key, value) -> {
            Owner owner = owners.of(key) == null ? owners.of(value) : owners.of(key);
            if (owner != null) {
                String name = key instanceof String text ? text : key.getClass().getName();
                found.accept(Leak.of(
                        owner,
                        "system property",
                        name,
                        () -> System.getProperties().remove(key)));
            }
        });
    }
}
