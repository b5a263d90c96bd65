package io.orka.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a directory that nobody is writing any more: a change counts when two looks have seen the same of it. Used
 * by one thread.
 */
final class SettledFiles {

    /** What can be seen of a file without reading it. */
    record Stamp(long modified, long size, String key) {}

    private final Path directory;
    private final Predicate<Path> wanted;
    private Map<String, Stamp> last = Map.of();
    private Map<String, Stamp> settled = Map.of();

    SettledFiles(Path directory, Predicate<Path> wanted) {
        this.directory = directory;
        this.wanted = wanted;
    }

    /**
     * Looks at the directory.
     *
     * @return every file by name, as it was when it last was seen twice; the same object as before when nothing changed
     * @throws EngineFailure when the directory cannot be read; then the look does not count
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

    /** Looks at the directory and takes it as it is, without waiting for a second look. */
    Map<String, Stamp> lookOnce() {
        last = now();
        settled = last;
        return settled;
    }

    private Map<String, Stamp> now() {
        Map<String, Stamp> now = new TreeMap<>(FileOrder.INSTANCE);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files.filter(wanted)::iterator) {
                Stamp stamp = stamp(file);
                if (stamp != null) {
                    now.put(file.getFileName().toString(), stamp);
                }
            }
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException | RuntimeException e) {
            throw EngineFailure.placeNotUsable(directory, e);
        }
        return now;
    }

    /** {@code null} for what is not a file, or has just gone. */
    private static @Nullable Stamp stamp(Path file) {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return seen.isRegularFile()
                    ? new Stamp(
                            seen.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                            seen.size(),
                            String.valueOf(seen.fileKey()))
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
