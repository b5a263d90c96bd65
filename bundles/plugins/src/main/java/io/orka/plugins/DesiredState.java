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
 * What the registry asks for: its last good content, also while the file is broken, and before it was read for the first
 * time what the lock says. In a host that applies on command, that of the file counts when a command says so, as a whole or
 * for one name. Safe for use by many threads.
 */
final class DesiredState {

    private static final Logger LOG = LoggerFactory.getLogger(DesiredState.class);

    private final Supplier<Registry> file;
    private final boolean onCommand;

    /**
     * One content of the file.
     *
     * @param number how many other ones were read before: the same content that comes again is another revision
     * @param digest of its bytes
     */
    record Revision(long number, String digest) {

        /** Not by equals: the method handles of a record's are spun at run time, which is much of a start. */
        boolean is(Revision other) {
            return number == other.number && digest.equals(other.digest);
        }
    }

    /** What counts. */
    private volatile Content lastGood = Content.of(new Registry(List.of(), List.of(), ""));

    /** What the file had last. */
    private volatile Registry newest = lastGood.registry();

    @GuardedBy("this")
    private long readings;

    private Runnable newContent = () -> {};

    private volatile Map<PluginKey, List<String>> odd = Map.of();

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
     * @param mode whether what it reads counts at once
     */
    DesiredState(Supplier<Registry> file, ApplyMode mode) {
        this.file = requireNonNull(file, "file is null");
        this.onCommand = mode == ApplyMode.MANUAL;
    }

    boolean onCommand() {
        return onCommand;
    }

    /** Tells of each content of the file that was not the last one, by whoever reads it. To be called before that. */
    void whenNew(Runnable told) {
        newContent = told;
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
    synchronized List<PluginEntry> read() { // as a whole: old bytes must not take the place of newer ones
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

    /** What the file asked for when it was read last, whether that counts or not. */
    List<PluginEntry> newest() {
        return newest.entries();
    }

    /**
     * Reads the file again, and lets all of it count.
     *
     * @return which content counts now
     * @throws InvalidRegistry when it cannot be used; then nothing changes
     */
    synchronized Revision readAndApprove() {
        read();
        lastGood = Content.of(newest);
        return revision();
    }

    /** The same for some entries alone, which may be new or gone. */
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
     * Reads the file again, and finds the entry that counts under a key: an edit that waits may have given it another version.
     *
     * @return the key that the entry has in the file; empty when it is none of the file's, or could be more than one
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

    /** Reads the file again, or answers the last good content where that is not possible. */
    List<PluginEntry> readOrLastGood() {
        try {
            return read();
        } catch (InvalidRegistry e) {
            return lastGood();
        }
    }

    /** Reads the file again, and answers how it is. */
    synchronized RegistryHealth health() {
        @Nullable InvalidRegistry problem = null;
        try {
            read();
        } catch (InvalidRegistry e) {
            problem = e;
        }
        return new RegistryHealth(problem, newest.warnings(), problem == null ? pending() : List.of());
    }

    /** What is odd about an entry. */
    List<String> warnings(PluginKey key) {
        return requireNonNull(odd.getOrDefault(key, List.of()));
    }

    /** Which content of the file was read last. */
    synchronized Revision revision() {
        return new Revision(readings, newest.digest());
    }

    /** The names of which the file asks for something else than what counts. */
    synchronized List<String> pending() {
        return onCommand ? differing(newest.entries(), lastGood()) : List.of();
    }

    /** The names that do not have the same entries in both. */
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

    /** The keys of one name, the highest version first. */
    List<PluginKey> named(String name) {
        return lastGood.keys().getOrDefault(name, List.of());
    }
}
