package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.PluginKey;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which plugins are being built, constructed or probed, written down before that begins and deleted when it has ended. A
 * JVM that ends meanwhile leaves the records, and the next host takes the plugins for suspects: it runs one of
 * them at a time, and holds one back where the host ended a second time. Safe for use by many threads.
 *
 * <p>Records need not survive a loss of power, so they are not flushed. Where they cannot be written, the host goes on
 * without.
 */
final class Underway {

    private static final Logger LOG = LoggerFactory.getLogger(Underway.class);

    /** So many hosts in a row may end while they run the same. */
    private static final int MOST_ENDS = 2;

    private final Path directory;
    private final Map<String, Suspect> suspects = new ConcurrentHashMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Map<PluginState, Semaphore> oneSuspect = new ConcurrentHashMap<>();

    /**
     * What ran when a host ended.
     *
     * @param plugin the key
     * @param commit which commit of it
     * @param stage at which stage
     * @param ends how many hosts in a row ended so
     */
    record Suspect(String plugin, String commit, PluginState stage, int ends) {

        boolean heldBack() {
            return ends >= MOST_ENDS;
        }

        private String text() {
            return String.join("\n", plugin, commit, stage.name(), "" + ends);
        }

        private static Suspect parse(List<String> lines) {
            return new Suspect(
                    lines.get(0), lines.get(1), PluginState.valueOf(lines.get(2)), Integer.parseInt(lines.get(3)));
        }
    }

    /**
     * Reads what the last host left.
     *
     * @param directory belongs to this object alone; made where it is missing
     */
    Underway(Path directory) {
        this.directory = requireNonNull(directory, "directory is null");
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                files.forEach(this::readOrDelete);
            }
        } catch (IOException e) {
            LOG.warn("What ran when the last host ended cannot be read from {}: {}", directory, e.toString());
        }
    }

    private void readOrDelete(Path file) {
        try {
            Suspect left = Suspect.parse(Files.readAllLines(file));
            suspects.put(String.valueOf(file.getFileName()), left);
            LOG.warn(
                    "The last host ended while {} was {}, at commit {}",
                    left.plugin(),
                    left.stage(),
                    Commits.brief(left.commit()));
        } catch (IOException | RuntimeException unreadable) { // cut off, or not ours
            delete(file);
        }
    }

    /** What this was when the last host ended, or {@code null} if it was not under way then. */
    @Nullable
    Suspect suspect(PluginKey key, String commit, PluginState stage) {
        Suspect known = suspects.get(name(key, stage));
        return known != null && known.commit().equals(commit) ? known : null;
    }

    /**
     * Does what may end the JVM.
     *
     * @throws PluginsFailure {@code ORKA-PLUGIN-18} where that has happened before and this is held back
     */
    <T> T during(PluginKey key, String commit, PluginState stage, Supplier<T> work) {
        Suspect suspect = suspect(key, commit, stage);
        if (suspect == null) {
            return recorded(new Suspect(key.toString(), commit, stage, 1), name(key, stage), work);
        }
        if (suspect.heldBack()) {
            throw PluginsFailure.heldBack(suspect);
        }
        Semaphore turn = oneSuspect.computeIfAbsent(stage, each -> new Semaphore(1));
        turn.acquireUninterruptibly();
        try {
            return recorded(new Suspect(key.toString(), commit, stage, suspect.ends() + 1), name(key, stage), work);
        } finally {
            turn.release();
        }
    }

    private <T> T recorded(Suspect next, String name, Supplier<T> work) {
        running.add(name);
        write(next, name);
        try {
            return work.get();
        } finally {
            running.remove(name);
            suspects.remove(name);
            delete(directory.resolve(name));
        }
    }

    /** Holds a suspect back, also in later hosts, until its commit changes or somebody asks for it. */
    void holdBack(Suspect suspect, PluginKey key) {
        Suspect held = new Suspect(suspect.plugin(), suspect.commit(), suspect.stage(), MOST_ENDS);
        suspects.put(name(key, held.stage()), held);
        write(held, name(key, held.stage()));
    }

    /** Somebody asks for a plugin: what is held back gets one more try. */
    void askedFor(PluginKey key) {
        for (PluginState stage : List.of(PluginState.BUILDING, PluginState.STARTING)) {
            suspects.computeIfPresent(
                    name(key, stage),
                    (name, held) -> new Suspect(held.plugin(), held.commit(), held.stage(), MOST_ENDS - 1));
        }
    }

    /** The host ends in good order: what still runs is no suspect, unless it is what ends the JVM. */
    void hostEnds() {
        @Nullable String caller = JvmExit.caller();
        if (caller == null) {
            running.forEach(name -> delete(directory.resolve(name)));
        } else {
            LOG.error("The host ends because System.exit was called, in {}", caller);
        }
    }

    private static String name(PluginKey key, PluginState stage) {
        return key.directoryName() + "." + stage;
    }

    private void write(Suspect suspect, String name) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name), suspect.text());
        } catch (IOException e) {
            LOG.debug("cannot write down that {} is {}", suspect.plugin(), suspect.stage(), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("cannot delete {}", file, e);
        }
    }
}
