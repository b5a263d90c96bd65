package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.PluginKey;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files with the last build of each version, also of versions that were rolled back or removed: of those the newest are
 * kept.
 */
final class BuildLogs {

    private static final Logger LOG = LoggerFactory.getLogger(BuildLogs.class);
    private static final String SUFFIX = ".log";

    /** None is larger than 4 MiB. */
    private static final int MOST_OF_OTHERS = 50;

    private final Path directory;

    BuildLogs(Path directory) {
        this.directory = requireNonNull(directory, "directory is null");
    }

    Path file(PluginKey key) {
        return directory.resolve(key.directoryName() + SUFFIX);
    }

    /** The versions of a name that have one, the newest file first. */
    List<PluginKey> versions(String name) {
        return files().stream()
                .map(BuildLogs::key)
                .filter(key -> key.name().equals(name))
                .toList();
    }

    /** Deletes the oldest files of other plugins than these. */
    void retain(Set<PluginKey> keys) {
        files().stream()
                .filter(file -> !keys.contains(key(file)))
                .skip(MOST_OF_OTHERS)
                .forEach(BuildLogs::delete);
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            all.forEach(files::add);
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        } catch (IOException e) {
            LOG.warn("The build logs in {} cannot be listed: {}", directory, e.toString());
        }
        files.sort(Comparator.comparing(BuildLogs::written).reversed().thenComparing(Path::compareTo));
        return files;
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private static PluginKey key(Path file) {
        String name = String.valueOf(file.getFileName());
        return PluginKey.parse(
                name.substring(0, name.length() - SUFFIX.length()).replace("%2F", "/"));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The old build log {} cannot be deleted: {}", file, e.toString());
        }
    }
}
