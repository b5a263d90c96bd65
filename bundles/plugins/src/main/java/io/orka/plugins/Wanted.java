package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.InvalidRegistry;
import io.orka.registry.PluginEntry;
import io.orka.registry.PluginKey;
import io.orka.registry.Registry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the registry asks for: its last good content, also while the file is broken. Safe for use by many threads. */
final class Wanted {

    private static final Logger LOG = LoggerFactory.getLogger(Wanted.class);

    private final Supplier<Registry> file;
    private volatile Registry lastGood = new Registry(List.of(), List.of(), "");

    /**
     * Reads nothing yet.
     *
     * @param file reads it, or throws {@link InvalidRegistry}
     */
    Wanted(Supplier<Registry> file) {
        this.file = requireNonNull(file, "file is null");
    }

    /**
     * Reads the file again.
     *
     * @return its entries
     * @throws InvalidRegistry when it cannot be used; the last good content stays
     */
    List<PluginEntry> read() {
        Registry read = file.get();
        if (!read.digest().equals(lastGood.digest())) {
            read.warnings().forEach(LOG::warn);
        }
        lastGood = read;
        return read.entries();
    }

    /** Reads the file again, or answers the last good content where that is not possible. */
    List<PluginEntry> readOrLastGood() {
        try {
            return read();
        } catch (InvalidRegistry e) {
            return lastGood.entries();
        }
    }

    /** Tells contents of the file apart. */
    String digest() {
        return lastGood.digest();
    }

    List<PluginEntry> lastGood() {
        return lastGood.entries();
    }

    Optional<PluginEntry> entry(PluginKey key) {
        return lastGood.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst();
    }

    List<PluginKey> named(String name) {
        return lastGood.entries().stream()
                .map(PluginEntry::key)
                .filter(key -> key.name().equals(name))
                .sorted(LiveSet.HIGHEST_FIRST)
                .toList();
    }
}
