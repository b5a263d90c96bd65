package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which plugins are being built, constructed or probed, written down before that begins and deleted when it has ended. A
 * JVM that ends meanwhile leaves the records, and the next host takes the plugins for suspects. A suspect with which the
 * host ended a second time is held back. Safe for use by many threads.
 *
 * <p>Records count until the machine starts anew, since nobody is to blame for a power cut; only what is held back stays
 * so. They are not flushed. Where they cannot be written, the host goes on without.
 */
final class StartJournal {

    private static final Logger LOG = LoggerFactory.getLogger(StartJournal.class);

    /** So many hosts in a row may end while they run the same. */
    private static final int MOST_ENDS = 2;

    /** Changes with each start of the machine. */
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path directory;
    private final String boot = boot();
    private final Map<String, Suspect> suspects = new ConcurrentHashMap<>();
    private final Map<String, Suspect> running = new ConcurrentHashMap<>();
    private final Semaphore oneBuild = new Semaphore(1);
    private volatile boolean hostEnds;

    /** What a host does with a plugin that may end it. */
    enum Step {
        BUILD("built"),
        CONSTRUCT("constructed"),
        PROBE("probed");

        private final String done;

        Step(String done) {
            this.done = done;
        }
    }

    /**
     * What ran when a host ended.
     *
     * @param plugin the key
     * @param commit which commit of it
     * @param step what was done with it
     * @param ends how many hosts in a row ended so
     */
    record Suspect(String plugin, String commit, Step step, int ends) {

        boolean heldBack() {
            return ends >= MOST_ENDS;
        }

        String done() {
            return step.done;
        }

        private Suspect ended(int times) {
            return new Suspect(plugin, commit, step, times);
        }
    }

    /**
     * Reads what the last host left.
     *
     * @param directory belongs to this object alone; made where it is missing
     */
    StartJournal(Path directory) {
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
            List<String> lines = Files.readAllLines(file);
            Suspect left =
                    new Suspect(lines.get(0), lines.get(1), Step.valueOf(lines.get(2)), Integer.parseInt(lines.get(3)));
            if (!left.heldBack() && !lines.get(4).equals(boot)) {
                delete(file);
                return;
            }
            suspects.put(String.valueOf(file.getFileName()), left);
            LOG.warn(
                    left.heldBack()
                            ? "{} is held back: hosts ended while its commit {} was {}"
                            : "{} may have ended the last host: its commit {} was being {}",
                    left.plugin(),
                    Commits.brief(left.commit()),
                    left.done());
        } catch (IOException | RuntimeException unreadable) { // cut off, or not ours
            delete(file);
        }
    }

    /** The suspicion against what is to be constructed and probed, or {@code null} if there is none. */
    @Nullable
    Suspect suspect(PluginKey key, String commit) {
        return Stream.of(Step.PROBE, Step.CONSTRUCT)
                .map(step -> suspects.get(name(key, step)))
                .filter(known -> known != null && known.commit().equals(commit))
                .findFirst()
                .orElse(null);
    }

    /**
     * Does what may end the JVM. Builds that are suspects run one after another.
     *
     * @throws PluginsFailure {@code ORKA-PLUGIN-18} where that has happened before and this is held back
     */
    <T> T during(PluginKey key, String commit, Step step, Supplier<T> work) {
        String name = name(key, step);
        Suspect suspect = suspects.get(name);
        if (suspect == null || !suspect.commit().equals(commit)) {
            return recorded(new Suspect(key.toString(), commit, step, 1), name, work);
        }
        if (suspect.heldBack()) {
            throw PluginsFailure.heldBack(suspect);
        }
        Suspect next = suspect.ended(suspect.ends() + 1);
        if (step != Step.BUILD) {
            return recorded(next, name, work);
        }
        oneBuild.acquireUninterruptibly();
        try {
            return recorded(next, name, work);
        } finally {
            oneBuild.release();
        }
    }

    private <T> T recorded(Suspect next, String name, Supplier<T> work) {
        if (hostEnds) {
            return work.get();
        }
        running.put(name, next);
        write(next, name);
        try {
            return work.get();
        } finally {
            if (running.remove(name, next)) { // else another commit's record has taken its place
                suspects.remove(name);
                delete(directory.resolve(name));
            }
        }
    }

    /** Holds a suspect back, also in later hosts, until its commit changes or somebody asks for it. */
    void holdBack(PluginKey key, Suspect suspect) {
        if (hostEnds) {
            return;
        }
        Suspect held = suspect.ended(MOST_ENDS);
        suspects.put(name(key, held.step()), held);
        write(held, name(key, held.step()));
    }

    /** Somebody asks for a plugin: what is held back gets one more try. */
    void askedFor(PluginKey key) {
        for (Step step : Step.values()) {
            suspects.computeIfPresent(name(key, step), (name, held) -> held.ended(MOST_ENDS - 1));
        }
    }

    /** Drops what is known of a plugin, which can no longer end the host. */
    void forget(PluginKey key) {
        for (Step step : Step.values()) {
            if (suspects.remove(name(key, step)) != null) {
                delete(directory.resolve(name(key, step)));
            }
        }
    }

    /** Drops what is known of all other plugins. */
    void retain(Set<PluginKey> keys) {
        Set<String> known = keys.stream().map(PluginKey::toString).collect(Collectors.toSet());
        suspects.forEach((name, suspect) -> {
            if (!known.contains(suspect.plugin()) && suspects.remove(name, suspect)) {
                delete(directory.resolve(name));
            }
        });
    }

    /** The host ends in good order: what still runs is no suspect, unless it is what ends the JVM. */
    void hostEnds() {
        hostEnds = true;
        if (JvmExit.caller().isEmpty()) {
            running.keySet().forEach(name -> delete(directory.resolve(name)));
        }
    }

    private static String name(PluginKey key, Step step) {
        return key.directoryName() + "." + step;
    }

    private void write(Suspect suspect, String name) {
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    directory.resolve(name),
                    String.join(
                            "\n",
                            suspect.plugin(),
                            suspect.commit(),
                            suspect.step().name(),
                            "" + suspect.ends(),
                            boot));
        } catch (IOException e) {
            LOG.debug("cannot write down that {} is {}", suspect.plugin(), suspect.done(), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("cannot delete {}", file, e);
        }
    }

    private static String boot() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException unknown) {
            return "unknown";
        }
    }
}
