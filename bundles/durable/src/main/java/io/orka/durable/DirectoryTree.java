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

/** What is done with whole directories: each step survives a crash, and none follows a symbolic link. */
public final class DirectoryTree {

    private DirectoryTree() {}

    /**
     * Removes a file, a link, or a directory with all that is in it; does nothing when it is not there. Directories that
     * a build took its rights away from are removed all the same.
     *
     * @param path what to remove
     * @param point passed before each deletion
     * @throws IOException when something cannot be removed; what was removed before stays so
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
     * Removes all that is in a directory, but for one name.
     *
     * @param directory is there, and stays
     * @param spared the name that stays; empty for none
     * @param point passed before each deletion
     * @throws IOException when something cannot be removed; what was removed before stays so
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
     * Waits until every file and every directory's entries are on the disk: first the files, many at once, since a file
     * system then writes its journal once for all of them, then the directories, the deepest first.
     *
     * @param directory with nothing below it but files and directories
     * @param point passed before each flush, by any thread
     * @throws IOException when something cannot be flushed
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
     * Waits until one file's bytes, or one directory's entries, are on the disk.
     *
     * @param path the file or directory
     * @param point passed before
     * @throws IOException when it cannot be flushed
     */
    public static void flushEntries(Path path, Failpoint point) throws IOException {
        point.hit();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, NOFOLLOW_LINKS)) {
            channel.force(true);
        }
    }

    /**
     * Moves a directory in one step.
     *
     * @param source the directory
     * @param place a free name on the same file system
     * @param point passed before
     * @throws IOException when it cannot be moved; it then is where it was
     */
    public static void move(Path source, Path place, Failpoint point) throws IOException {
        point.hit();
        Files.move(source, place, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Moves a directory in one step; leaves it where it is when another one has the place.
     *
     * @param source the directory
     * @param place a name on the same file system
     * @param point passed before
     * @throws IOException when it cannot be moved; it then is where it was
     */
    public static void moveUnlessThere(Path source, Path place, Failpoint point) throws IOException {
        try {
            move(source, place, point);
        } catch (FileSystemException e) {
            // What rename(2) answers when the place is taken has no exception of its own.
            if (!Files.isDirectory(place, NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    /**
     * How much removing it would free.
     *
     * @param path a file, a link or a directory
     * @return the sizes of all files in it together
     * @throws IOException when something cannot be read
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
     * What is in a directory now, without that which is deeper.
     *
     * @param directory a directory
     * @return a new list, in no order
     * @throws IOException when it cannot be read
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

    /** A build may have taken its rights away. */
    private static void takeRights(Path directory) throws IOException {
        if (!Files.isReadable(directory) || !Files.isWritable(directory) || !Files.isExecutable(directory)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
