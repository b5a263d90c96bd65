package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Class archives whose names end with their size and the second of their last change, so that a truncated or modified
 * archive is recognized without reading the archive. The JVM does not check archives, and would crash.
 */
final class SealedArchive {

    private SealedArchive() {}

    /**
     * Returns the archive, if it exists and was not modified.
     *
     * @param prefix the archive's directory, and its name up to the size
     * @param suffix the end of the name
     */
    static Optional<Path> find(Path prefix, String suffix) {
        try {
            return archives(prefix, suffix).stream()
                    .filter(archive -> isSealed(archive, prefix, suffix))
                    .findFirst();
        } catch (IOException e) { // the directory is missing or belongs to another user
            return Optional.empty();
        }
    }

    /**
     * Moves a new archive to its place, and deletes its predecessors. The archive is flushed to disk first, since a
     * power failure could otherwise leave zeros in it.
     */
    static void put(Path made, Path prefix, String suffix) throws IOException {
        try (FileChannel file = FileChannel.open(made, StandardOpenOption.READ)) {
            file.force(true);
        }
        Path archive = sealed(made, prefix, suffix);
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        for (Path other : archives(prefix, suffix)) {
            if (!other.equals(archive)) {
                Files.deleteIfExists(other);
            }
        }
    }

    private static boolean isSealed(Path archive, Path prefix, String suffix) {
        try {
            return archive.equals(sealed(archive, prefix, suffix));
        } catch (IOException e) { // another host deletes the archive
            return false;
        }
    }

    /** Returns the name of an archive. The start script creates the same name from the output of {@code stat}. */
    private static Path sealed(Path archive, Path prefix, String suffix) throws IOException {
        BasicFileAttributes file = Files.readAttributes(archive, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return prefix.resolveSibling(
                name(prefix) + "-" + file.size() + "-" + file.lastModifiedTime().to(TimeUnit.SECONDS) + suffix);
    }

    private static List<Path> archives(Path prefix, String suffix) throws IOException {
        try (Stream<Path> all = Files.list(requireNonNull(prefix.getParent(), "prefix has no directory"))) {
            return all.filter(file -> name(file).startsWith(name(prefix) + "-")
                            && name(file).endsWith(suffix))
                    .toList();
        }
    }

    private static String name(Path file) {
        return requireNonNull(file.getFileName(), "a root").toString();
    }
}
