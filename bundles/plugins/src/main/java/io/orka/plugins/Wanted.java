package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.InvalidRegistry;
import io.orka.registry.PluginEntry;
import io.orka.registry.PluginKey;
import io.orka.registry.Registry;
import io.orka.registry.RegistryWarning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the registry asks for: its last good content, also while the file is broken, and before it was read for the first
 * time what the lock says. Safe for use by many threads.
 */
final class Wanted {

    private static final Logger LOG = LoggerFactory.getLogger(Wanted.class);

    private final Supplier<Registry> file;
    private volatile Content lastGood = Content.of(new Registry(List.of(), List.of(), ""));

    /** The registry, to be looked up in: there may be thousands of entries. */
    private record Content(Registry registry, Map<PluginKey, PluginEntry> entries, Map<String, List<PluginKey>> keys) {

        static Content of(Registry registry) {
            Map<PluginKey, PluginEntry> entries = new HashMap<>();
            Map<String, List<PluginKey>> keys = new HashMap<>();
            for (PluginEntry entry : registry.entries()) {
                entries.put(entry.key(), entry);
                keys.computeIfAbsent(entry.key().name(), name -> new ArrayList<>(1))
                        .add(entry.key());
            }
            keys.values().forEach(named -> named.sort(LiveSet.HIGHEST_FIRST));
            return new Content(registry, entries, keys);
        }
    }

    /**
     * Reads nothing yet, and asks for nothing.
     *
     * @param file reads it, or throws {@link InvalidRegistry}
     */
    Wanted(Supplier<Registry> file) {
        this.file = requireNonNull(file, "file is null");
    }

    /** Asks for these until the file is read. */
    void begin(List<PluginEntry> entries) {
        lastGood = Content.of(new Registry(entries, List.of(), ""));
    }

    /**
     * Reads the file again.
     *
     * @return its entries
     * @throws InvalidRegistry when it cannot be used; the last good content stays
     */
    List<PluginEntry> read() {
        Registry read = file.get();
        List<RegistryWarning> before = lastGood.registry().warnings();
        if (!read.digest().equals(digest()) || !read.warnings().equals(before)) {
            lastGood = Content.of(read);
            read.warnings().stream()
                    .filter(warning -> !before.contains(warning))
                    .forEach(warning -> LOG.warn(warning.text()));
        }
        return lastGood();
    }

    /** Reads the file again, or answers the last good content where that is not possible. */
    List<PluginEntry> readOrLastGood() {
        try {
            return read();
        } catch (InvalidRegistry e) {
            return lastGood();
        }
    }

    /** Reads the file again, and answers how it is. */
    RegistryHealth health() {
        @Nullable InvalidRegistry problem = null;
        try {
            read();
        } catch (InvalidRegistry e) {
            problem = e;
        }
        return new RegistryHealth(problem, lastGood.registry().warnings());
    }

    /** What is odd about an entry. */
    List<String> warnings(PluginKey key) {
        return lastGood.registry().warnings().stream()
                .filter(warning -> key.equals(warning.plugin()))
                .map(RegistryWarning::text)
                .toList();
    }

    /** Tells contents of the file apart. */
    String digest() {
        return lastGood.registry().digest();
    }

    List<PluginEntry> lastGood() {
        return lastGood.registry().entries();
    }

    Optional<PluginEntry> entry(PluginKey key) {
        return Optional.ofNullable(lastGood.entries().get(key));
    }

    /** The keys of one name, the highest version first. */
    List<PluginKey> named(String name) {
        return lastGood.keys().getOrDefault(name, List.of());
    }
}
