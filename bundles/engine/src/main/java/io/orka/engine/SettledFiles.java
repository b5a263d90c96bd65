package io.orka.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a directory that are completely written: a change is accepted when two checks have found the same state.
 * Confined to the engine thread.
 */
final class SettledFiles {

    /** The state of a file without its content. */
    record Stamp(long modified, long size, String key) {}

    private static final Logger LOG = LoggerFactory.getLogger(SettledFiles.class);

    private final Path directory;
    private final Predicate<Path> wanted;
    private final Set<Path> told = new HashSet<>();
    private final Set<Path> unseen = new HashSet<>();
    private Map<String, Stamp> last = Map.of();
    private Map<String, Stamp> settled = Map.of();

    SettledFiles(Path directory, Predicate<Path> wanted) {
        this.directory = directory;
        this.wanted = wanted;
    }

    /**
     * Checks the directory.
     *
     * @return every file by name, in the last state that two checks found; the previous map if nothing changed
     * @throws EngineFailure if the directory cannot be read; the check then has no effect
     */
    Map<String, Stamp> look() {
        Map<String, Stamp> now = now();
        Map<String, Stamp> result = new TreeMap<>(FileOrder.INSTANCE);
        now.forEach((name, stamp) -> {
            Stamp known = stamp.equals(last.get(name)) ? stamp : settled.get(name);
            if (known != null) {
                result.put(name, known);
            }
        });
        settled.forEach((name, stamp) -> {
            if (!now.containsKey(name) && last.containsKey(name)) {
                result.put(name, stamp);
            }
        });
        last = now;
        settled = result.equals(settled) ? settled : result;
        return settled;
    }

    /** Checks the directory and accepts its state without a second check. */
    Map<String, Stamp> lookOnce() {
        last = now();
        settled = last;
        return settled;
    }

    private Map<String, Stamp> now() {
        Map<String, Stamp> now = new TreeMap<>(FileOrder.INSTANCE);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files.filter(wanted)::iterator) {
                String name = file.getFileName().toString();
                Stamp stamp = stamp(file, last.get(name));
                if (stamp != null) {
                    now.put(name, stamp);
                }
            }
        } catch (NoSuchFileException e) {
            if (last.isEmpty()) {
                return Map.of();
            }
            // The directory is probably a volume that is not mounted at the moment. So the bundles stay.
            throw EngineFailure.placeNotUsable(directory, e);
        } catch (IOException | RuntimeException e) {
            throw EngineFailure.placeNotUsable(directory, e);
        }
        told.retainAll(unseen);
        unseen.clear();
        return now;
    }

    /**
     * Returns the state of a file. A file that cannot be checked keeps its last state.
     *
     * @param before the last state, or {@code null}
     * @return the state; {@code null} for a file that was just deleted, or that cannot be checked and has no last state
     */
    private @Nullable Stamp stamp(Path file, @Nullable Stamp before) {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            if (seen.isRegularFile()) {
                return new Stamp(
                        seen.lastModifiedTime().to(TimeUnit.NANOSECONDS), seen.size(), String.valueOf(seen.fileKey()));
            }
            tell(file, new IOException("not a file"));
        } catch (IOException e) {
            if (!Files.isSymbolicLink(file) && e instanceof NoSuchFileException) {
                return null;
            }
            tell(file, e);
        }
        return before;
    }

    private void tell(Path file, IOException because) {
        unseen.add(file);
        if (told.add(file)) {
            LOG.error(
                    "{}",
                    EngineFailure.notRead(String.valueOf(file.getFileName()), because)
                            .line());
        }
    }
}
