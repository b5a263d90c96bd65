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
 * Records the plugins that are being built, constructed or probed. A record is written before such a step and deleted
 * after the step. If the JVM ends during the step, the record stays, and the plugin is a suspect for the next host. A
 * suspect is a plugin that was in such a step when the last host ended uncleanly. If a second host ends uncleanly in
 * the same step, the suspect is held back: it is no longer started. Safe for use by multiple threads.
 *
 * <p>A restart of the machine deletes the records, except those of plugins that are held back. Records are not flushed.
 * If a record cannot be written, the host continues without this record.
 */
final class StartJournal {

    private static final Logger LOG = LoggerFactory.getLogger(StartJournal.class);

    /** The number of unclean ends of a host in the same step after which a suspect is held back. */
    private static final int MOST_ENDS = 2;

    /** The file whose content changes with each boot of the machine. */
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path directory;
    private final String boot = boot();
    private final Map<String, Suspect> suspects = new ConcurrentHashMap<>();
    private final Map<String, Suspect> running = new ConcurrentHashMap<>();
    private final Semaphore oneBuild = new Semaphore(1);
    private volatile boolean hostEnds;

    /** A step in which a plugin may crash or stop the host. */
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
     * A plugin that was in a step when a host ended uncleanly.
     *
     * @param plugin the key
     * @param commit the plugin's commit
     * @param step the step
     * @param ends the number of hosts in a row that ended in this step
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
     * Reads the records of the last host.
     *
     * @param directory the directory of the records, used only by this object; created if it is missing
     */
    StartJournal(Path directory) {
        this.directory = requireNonNull(directory, "directory is null");
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                files.forEach(this::readOrDelete);
            }
        } catch (IOException e) {
            LOG.warn("Cannot read the suspects of the last host from {}: {}", directory, e.toString());
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
                            ? "{} is not started: hosts ended while its commit {} was {}"
                            : "{} may have ended the last host: its commit {} was being {}",
                    left.plugin(),
                    Commits.brief(left.commit()),
                    left.done());
        } catch (IOException | RuntimeException unreadable) { // the file is truncated, or is not a record
            delete(file);
        }
    }

    /** Returns the suspect for a plugin that is to be constructed and probed, or {@code null}. */
    @Nullable
    Suspect suspect(PluginKey key, String commit) {
        return Stream.of(Step.PROBE, Step.CONSTRUCT)
                .map(step -> suspects.get(name(key, step)))
                .filter(known -> known != null && known.commit().equals(commit))
                .findFirst()
                .orElse(null);
    }

    /**
     * Runs a step that may crash or stop the JVM. Builds of suspects run one after another.
     *
     * @throws PluginsFailure {@code ORKA-PLUGIN-18} if the plugin is held back
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
            if (running.remove(name, next)) { // otherwise the record of another commit has replaced this record
                suspects.remove(name);
                delete(directory.resolve(name));
            }
        }
    }

    /** Holds back a suspect, in this host and in later hosts, until its commit changes or a user requests it. */
    void holdBack(PluginKey key, Suspect suspect) {
        if (hostEnds) {
            return;
        }
        Suspect held = suspect.ended(MOST_ENDS);
        suspects.put(name(key, held.step()), held);
        write(held, name(key, held.step()));
    }

    /** Records that a user requests a plugin. If the plugin is held back, it gets one more attempt. */
    void askedFor(PluginKey key) {
        for (Step step : Step.values()) {
            suspects.computeIfPresent(name(key, step), (name, held) -> held.ended(MOST_ENDS - 1));
        }
    }

    /** Drops the records of a plugin that can no longer crash or stop the host. */
    void forget(PluginKey key) {
        for (Step step : Step.values()) {
            if (suspects.remove(name(key, step)) != null) {
                delete(directory.resolve(name(key, step)));
            }
        }
    }

    /** Drops the records of all plugins other than the given ones. */
    void retain(Set<PluginKey> keys) {
        Set<String> known = keys.stream().map(PluginKey::toString).collect(Collectors.toSet());
        suspects.forEach((name, suspect) -> {
            if (!known.contains(suspect.plugin()) && suspects.remove(name, suspect)) {
                delete(directory.resolve(name));
            }
        });
    }

    /**
     * Records that the host stops regularly. Plugins in running steps then are no suspects, unless code of a plugin or
     * a bundle makes the JVM exit.
     */
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
            LOG.debug("cannot record that {} is being {}", suspect.plugin(), suspect.done(), e);
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
