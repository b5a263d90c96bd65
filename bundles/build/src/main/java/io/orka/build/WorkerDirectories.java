package io.orka.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orka.build.worker.FreshDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/**
 * The temporary directories of the workers of one host. The names of the directories contain the host's id, so that a
 * restarted host finds leftovers of a killed process.
 */
final class WorkerDirectories {

    /** The maximum length of the parent's path, since a socket's path is limited to about a hundred bytes. */
    private static final int LONGEST_PARENT = 50;

    private static final int DIGITS = 8;

    private final Path parent;
    private final String prefix;

    /**
     * Creates an instance without creating a directory.
     *
     * @param usual the default temporary directory of this machine
     * @param host the persistent id of the host
     */
    WorkerDirectories(Path usual, String host) {
        this.parent = usual.toString().getBytes(UTF_8).length < LONGEST_PARENT ? usual : Path.of("/tmp");
        this.prefix = "orka-build-" + host.substring(0, DIGITS) + "-";
    }

    /** Creates a new directory that only its owner can enter. */
    Path fresh() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(parent), prefix);
    }

    /**
     * Removes the directories of earlier host processes, whose workers have ended. Directories of other users are kept.
     */
    void cleanUp(UserPrincipal owner) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path each : left) {
                if (Files.getOwner(each, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                    FreshDirectory.remove(each);
                }
            }
        }
    }
}
