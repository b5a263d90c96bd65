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
 * The files in the jar for embedding programs: Maven, the framework's bundles, and the jars for the processes of builds
 * and plugins. The files are read as a resource, so that programs may repackage the jar. The files are unpacked once
 * per home, into a directory named after their digest.
 */
final class Carried {

    private static final String ARCHIVE = "carried.zip";
    private static final String DIGEST = "carried.sha256";

    private Carried() {}

    /**
     * Returns the directory with the files, and unpacks the files if necessary; empty if the jar contains no such
     * files.
     *
     * @param directory contains only unpacked files; used by one host at a time
     * @param other another directory with unpacked files, which is only read
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

    /**
     * Unpacks to a temporary directory and renames the directory, so that {@code place} is always complete. Earlier
     * versions are deleted.
     */
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
            throw new IOException(ARCHIVE + " has an entry outside its directory: " + entry.getName());
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
