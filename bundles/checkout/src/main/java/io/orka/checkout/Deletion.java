package io.orka.checkout;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Deletes trees without following links. */
final class Deletion {

    private Deletion() {}

    /** Deletes a file, a link or a directory with all that is in it; does nothing if it is not there. */
    static void of(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            contents(path, "");
        }
        Files.deleteIfExists(path);
    }

    /** Empties a directory, but for one name. */
    static void contents(Path directory, String spared) throws IOException {
        open(directory);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!entry.getFileName().toString().equals(spared)) {
                    of(entry);
                }
            }
        }
    }

    /** A build may have taken its rights away. */
    private static void open(Path directory) throws IOException {
        if (!Files.isReadable(directory) || !Files.isWritable(directory) || !Files.isExecutable(directory)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
