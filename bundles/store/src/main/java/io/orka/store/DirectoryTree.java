package io.orka.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the store does with whole directories: each step survives a crash, and none follows a link. */
final class DirectoryTree {

    private DirectoryTree() {}

    /** Removes a directory and all below it, if it is there. */
    static void remove(Path directory) throws IOException {
        if (Files.exists(directory, NOFOLLOW_LINKS)) {
            for (Path path : walk(directory)) {
                Files.delete(path);
            }
        }
    }

    /** Waits until every file and every directory's entries are on the disk. */
    static void flush(Path directory) throws IOException {
        for (Path path : walk(directory)) {
            flushEntries(path);
        }
    }

    /** Waits until one file's bytes, or one directory's entries, are on the disk. */
    static void flushEntries(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, NOFOLLOW_LINKS)) {
            channel.force(true);
        }
    }

    /** Moves a directory in one step; leaves it where it is when the place is taken. */
    static void moveUnlessThere(Path source, Path place) throws IOException {
        try {
            Files.move(source, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // What rename(2) answers when the place is taken has no exception of its own.
            if (!Files.isDirectory(place, NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    /** Renames a directory to the first free {@code <name>.damaged-<n>} beside it. */
    static Path moveAside(Path directory) throws IOException {
        for (int n = 1; ; n++) {
            Path aside = directory.resolveSibling(directory.getFileName() + ".damaged-" + n);
            if (!Files.exists(aside, NOFOLLOW_LINKS)) {
                return Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** All paths below and with the directory, the deepest first. */
    private static List<Path> walk(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
