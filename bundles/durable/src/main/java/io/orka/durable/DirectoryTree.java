package io.orka.durable;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Crash-safe operations on whole directories that follow no symbolic links. */
public final class DirectoryTree {

    private DirectoryTree() {}

    /**
     * Removes a file, a link, or a directory with its contents, including read-only directories. Does nothing if the
     * path does not exist.
     *
     * @param path the file, link or directory to remove
     * @param point passed before each deletion
     * @throws IOException when a file cannot be removed; earlier removals are not undone
     */
    public static void remove(Path path, Failpoint point) throws IOException {
        if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
            empty(path, "", point);
        }
        if (Files.exists(path, NOFOLLOW_LINKS)) {
            point.hit();
            Files.deleteIfExists(path);
        }
    }

    /**
     * Removes the contents of a directory except for one name.
     *
     * @param directory an existing directory, which is kept
     * @param spared the name that is kept; empty to remove all contents
     * @param point passed before each deletion
     * @throws IOException when a file cannot be removed; earlier removals are not undone
     */
    public static void empty(Path directory, String spared, Failpoint point) throws IOException {
        takeRights(directory);
        for (Path entry : entries(directory)) {
            if (!entry.getFileName().toString().equals(spared)) {
                remove(entry, point);
            }
        }
    }

    /**
     * Flushes every file and every directory to the disk. First many files are flushed at the same time, so that the
     * file system writes its journal only once. Then the directories are flushed, the deepest first.
     *
     * @param directory a directory that contains only files and directories
     * @param point passed before each flush, by any thread
     * @throws IOException when a file cannot be flushed
     */
    public static void flush(Path directory, Failpoint point) throws IOException {
        List<Path> files = new ArrayList<>();
        List<Path> directories = new ArrayList<>();
        collect(directory, files, directories);
        ManyFlushes.of(files, point);
        for (Path each : directories) {
            flushEntries(each, point);
        }
    }

    private static void collect(Path directory, List<Path> files, List<Path> directories) throws IOException {
        for (Path entry : entries(directory)) {
            if (Files.isDirectory(entry, NOFOLLOW_LINKS)) {
                collect(entry, files, directories);
            } else {
                files.add(entry);
            }
        }
        directories.add(directory);
    }

    /**
     * Flushes one file's bytes, or one directory's entries, to the disk.
     *
     * @param path the file or directory
     * @param point passed before the flush
     * @throws IOException when the path cannot be flushed
     */
    public static void flushEntries(Path path, Failpoint point) throws IOException {
        point.hit();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, NOFOLLOW_LINKS)) {
            channel.force(true);
        }
    }

    /**
     * Moves a directory atomically.
     *
     * @param source the directory
     * @param place an unused path on the same file system
     * @param point passed before the move
     * @throws IOException when the directory cannot be moved; the directory then stays unchanged
     */
    public static void move(Path source, Path place, Failpoint point) throws IOException {
        point.hit();
        Files.move(source, place, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Moves a directory atomically; does nothing when the target exists.
     *
     * @param source the directory
     * @param place the target path on the same file system
     * @param point passed before the move
     * @throws IOException when the directory cannot be moved; the directory then stays unchanged
     */
    public static void moveUnlessThere(Path source, Path place, Failpoint point) throws IOException {
        try {
            move(source, place, point);
        } catch (FileSystemException e) {
            // Java has no separate exception for an existing target of rename(2).
            if (!Files.isDirectory(place, NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    /**
     * Returns the disk space that the removal of a path would free.
     *
     * @param path a file, a link or a directory
     * @return the total size of all files below the path
     * @throws IOException when a file cannot be read
     */
    public static long bytes(Path path) throws IOException {
        if (!Files.isDirectory(path, NOFOLLOW_LINKS)) {
            return Files.isRegularFile(path, NOFOLLOW_LINKS) ? Files.size(path) : 0;
        }
        takeRights(path);
        long bytes = 0;
        for (Path entry : entries(path)) {
            bytes += bytes(entry);
        }
        return bytes;
    }

    /**
     * Lists the direct children of a directory.
     *
     * @param directory a directory
     * @return a new list, in no particular order
     * @throws IOException when the directory cannot be read
     */
    public static List<Path> entries(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(found::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    /** Makes a directory writable, since a build may have made it read-only. */
    private static void takeRights(Path directory) throws IOException {
        if (!Files.isReadable(directory) || !Files.isWritable(directory) || !Files.isExecutable(directory)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
