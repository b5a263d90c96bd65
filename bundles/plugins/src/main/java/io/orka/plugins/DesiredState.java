package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.orka.identity.PluginKey;
import io.orka.registry.ApplyMode;
import io.orka.registry.InvalidRegistry;
import io.orka.registry.PluginEntry;
import io.orka.registry.Registry;
import io.orka.registry.RegistryWarning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desired state: the last valid content of the registry or, before the first read of the registry, the content of
 * the lock file. In a host that applies on command, new content of the file takes effect with a command, as a whole or
 * for one name. Safe for use by multiple threads.
 */
final class DesiredState {

    private static final Logger LOG = LoggerFactory.getLogger(DesiredState.class);

    private final Supplier<Registry> file;
    private final boolean onCommand;

    /**
     * A revision of the file.
     *
     * @param number the number of earlier revisions; content that is restored later is another revision
     * @param digest the digest of the file's bytes
     */
    record Revision(long number, String digest) {

        /**
         * Returns whether two revisions are equal. The method does not call equals, since a record's equals needs
         * method handles that the JVM creates at run time, which slows down the start.
         */
        boolean is(Revision other) {
            return number == other.number && digest.equals(other.digest);
        }
    }

    /** The content in effect. */
    private volatile Content lastGood = Content.of(new Registry(List.of(), List.of(), ""));

    /** The last valid content of the file. */
    private volatile Registry newest = lastGood.registry();

    @GuardedBy("this")
    private long readings;

    private Runnable newContent = () -> {};

    private volatile Map<PluginKey, List<String>> odd = Map.of();

    /** The registry with indexes, since a registry may have thousands of entries. */
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
     * Creates an empty desired state.
     *
     * @param file reads the file, or throws {@link InvalidRegistry}
     * @param mode whether new content takes effect immediately
     */
    DesiredState(Supplier<Registry> file, ApplyMode mode) {
        this.file = requireNonNull(file, "file is null");
        this.onCommand = mode == ApplyMode.MANUAL;
    }

    boolean onCommand() {
        return onCommand;
    }

    /**
     * Sets a listener for new content of the file. The listener runs in the thread that reads the file. Called before
     * the first read.
     */
    void whenNew(Runnable told) {
        newContent = told;
    }

    /** Uses the given entries until the file is read. */
    void begin(List<PluginEntry> entries) {
        lastGood = Content.of(new Registry(entries, List.of(), ""));
    }

    /**
     * Reads the file again.
     *
     * @return the entries of the file
     * @throws InvalidRegistry if the file is invalid; the last valid content stays in effect
     */
    synchronized List<PluginEntry> read() { // atomic: older content must not replace newer content
        Registry read = file.get();
        Registry before = newest;
        if (!read.digest().equals(before.digest()) || !read.warnings().equals(before.warnings())) {
            newest = read;
            if (!read.digest().equals(before.digest())) {
                readings++;
                newContent.run();
            }
            odd = read.warnings().stream()
                    .filter(warning -> warning.plugin() != null)
                    .collect(Collectors.groupingBy(
                            warning -> requireNonNull(warning.plugin()),
                            Collectors.mapping(RegistryWarning::text, Collectors.toList())));
            if (!onCommand) {
                lastGood = Content.of(read);
            }
            read.warnings().stream()
                    .filter(warning -> !before.warnings().contains(warning))
                    .forEach(warning -> LOG.warn(warning.text()));
        }
        return lastGood();
    }

    /** Returns the entries of the file at the last read. Some of them may not be in effect. */
    List<PluginEntry> newest() {
        return newest.entries();
    }

    /**
     * Reads the file again and puts its whole content into effect.
     *
     * @return the revision that is now in effect
     * @throws InvalidRegistry if the file is invalid; in this case nothing changes
     */
    synchronized Revision readAndApprove() {
        read();
        lastGood = Content.of(newest);
        return revision();
    }

    /**
     * Reads the file again and puts only the entries of the given keys into effect. These entries may be new or
     * removed.
     */
    synchronized void readAndApprove(Set<PluginKey> keys) {
        read();
        if (!onCommand) {
            return;
        }
        List<PluginEntry> entries = new ArrayList<>(lastGood());
        entries.removeIf(entry -> keys.contains(entry.key()));
        newest.entries().stream().filter(entry -> keys.contains(entry.key())).forEach(entries::add);
        lastGood = Content.of(new Registry(entries, List.of(), newest.digest()));
    }

    /**
     * Reads the file again and finds the entry that is in effect under a key. A pending edit may have changed the
     * version of the entry.
     *
     * @return the key of the entry in the file; empty if the file contains no such entry, or several candidates
     */
    synchronized Optional<PluginKey> readAndFind(PluginKey key) {
        read();
        List<PluginKey> named = newest.entries().stream()
                .map(PluginEntry::key)
                .filter(other -> other.name().equals(key.name()))
                .toList();
        if (named.contains(key)) {
            return Optional.of(key);
        }
        return named.stream()
                .filter(only -> named.size() == 1 && entry(only).isEmpty())
                .findFirst();
    }

    /** Reads the file again; if the read fails, returns the last valid content. */
    List<PluginEntry> readOrLastGood() {
        try {
            return read();
        } catch (InvalidRegistry e) {
            return lastGood();
        }
    }

    /** Reads the file again and returns its state. */
    synchronized RegistryHealth health() {
        @Nullable InvalidRegistry problem = null;
        try {
            read();
        } catch (InvalidRegistry e) {
            problem = e;
        }
        return new RegistryHealth(problem, newest.warnings(), problem == null ? pending() : List.of());
    }

    /** Returns the warnings about an entry. */
    List<String> warnings(PluginKey key) {
        return requireNonNull(odd.getOrDefault(key, List.of()));
    }

    /** Returns the revision that was read last. */
    synchronized Revision revision() {
        return new Revision(readings, newest.digest());
    }

    /** Returns the names whose entries in the file differ from the entries in effect. */
    synchronized List<String> pending() {
        return onCommand ? differing(newest.entries(), lastGood()) : List.of();
    }

    /** Returns the names whose entries differ in the two lists. */
    static List<String> differing(List<PluginEntry> one, List<PluginEntry> other) {
        Set<PluginEntry> now = new LinkedHashSet<>(one);
        Set<PluginEntry> before = new LinkedHashSet<>(other);
        return Stream.concat(now.stream(), before.stream())
                .filter(entry -> !now.contains(entry) || !before.contains(entry))
                .map(entry -> entry.key().name())
                .distinct()
                .toList();
    }

    List<PluginEntry> lastGood() {
        return lastGood.registry().entries();
    }

    Optional<PluginEntry> entry(PluginKey key) {
        return Optional.ofNullable(lastGood.entries().get(key));
    }

    /** Returns the keys of one name, the highest version first. */
    List<PluginKey> named(String name) {
        return lastGood.keys().getOrDefault(name, List.of());
    }
}
