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
 * Archives of classes whose names end with their size and the second of their last change, so that one that was truncated
 * or written to is known as such without being read. The JVM itself trusts what it finds in them, and would crash.
 */
final class SealedArchive {

    private SealedArchive() {}

    /**
     * The archive that was made, if it is as it was made.
     *
     * @param prefix its directory, and its name up to the seal
     * @param suffix what its name ends with
     */
    static Optional<Path> find(Path prefix, String suffix) {
        try {
            return archives(prefix, suffix).stream()
                    .filter(archive -> isSealed(archive, prefix, suffix))
                    .findFirst();
        } catch (IOException e) { // there is no such directory, or it is not this user's
            return Optional.empty();
        }
    }

    /**
     * Lets an archive that was made take its place, and deletes others that had it. It is on the disk before, as a power cut
     * could otherwise leave zeros in it.
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
        } catch (IOException e) { // another host deletes it
            return false;
        }
    }

    /** The start script makes the same name of what {@code stat} says. */
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
