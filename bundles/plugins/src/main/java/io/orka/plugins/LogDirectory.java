package io.orka.plugins;

import static java.util.Objects.requireNonNull;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log files of one directory, which may be missing. */
final class LogDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(LogDirectory.class);

    private final Path directory;
    private final String glob;

    /** @param glob the pattern of the files */
    LogDirectory(Path directory, String glob) {
        this.directory = requireNonNull(directory, "directory is null");
        this.glob = requireNonNull(glob, "glob is null");
    }

    /** Returns the files, the newest first. */
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, glob)) {
            all.forEach(files::add);
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        } catch (IOException e) {
            LOG.warn("Cannot list the logs in {}: {}", directory, e.toString());
        }
        files.sort(Comparator.comparing(LogDirectory::written).reversed().thenComparing(Path::compareTo));
        return files;
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Cannot delete the old log {}: {}", file, e.toString());
        }
    }
}
