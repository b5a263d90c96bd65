package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the jar for embedding programs carries beside its classes: Maven, the framework's bundles, and the jars that the
 * processes of builds and plugins start with. It is read as a resource, so that programs may pack the jar as they like, and
 * unpacked once in each home, in a directory that is named by its digest.
 */
final class Carried {

    private static final String ARCHIVE = "carried.zip";
    private static final String DIGEST = "carried.sha256";

    private Carried() {}

    /**
     * The directory with all of it, unpacked where it was not yet; nothing where these classes carry nothing.
     *
     * @param directory holds what is unpacked and nothing else; used by one host at a time
     * @param other another such directory, which is only read
     */
    static Optional<Path> in(Path directory, Path other) {
        try (InputStream digest = Carried.class.getResourceAsStream(DIGEST)) {
            if (digest == null) {
                return Optional.empty();
            }
            String name = new String(digest.readAllBytes(), UTF_8).strip();
            if (Files.isDirectory(other.resolve(name))) {
                return Optional.of(other.resolve(name));
            }
            Path place = directory.resolve(name);
            if (!Files.isDirectory(place)) {
                unpack(Carried.class.getResourceAsStream(ARCHIVE), place);
            }
            return Optional.of(place);
        } catch (IOException e) {
            throw HostFailure.homeNotUsable(directory, e);
        }
    }

    /** Unpacks it beside its place first: what is in its place is whole. Others, of earlier versions, are removed. */
    static void unpack(@Nullable InputStream archive, Path place) throws IOException {
        Path directory = requireNonNull(place.getParent(), "place is a root");
        Files.createDirectories(directory);
        DirectoryTree.empty(directory, "", Failpoint.RUN_SWEEP);
        Path making = Files.createDirectory(directory.resolve("unpacking"));
        try (ZipInputStream zip = new ZipInputStream(requireNonNull(archive, ARCHIVE), UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                write(zip, entry, making);
            }
        }
        DirectoryTree.flush(making, Failpoint.RUN_FLUSH);
        DirectoryTree.move(making, place, Failpoint.RUN_RENAME);
    }

    private static void write(ZipInputStream zip, ZipEntry entry, Path top) throws IOException {
        Path file = top.resolve(entry.getName()).normalize();
        if (!file.startsWith(top)) {
            throw new IOException(ARCHIVE + " has an entry outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
        } else {
            Files.createDirectories(requireNonNull(file.getParent()));
            Failpoint.RUN_WRITE.hit();
            Files.copy(zip, file);
        }
    }
}
