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
 * The temporary directories of the workers of one host. Their names contain the host's id, so that the host finds the
 * leftovers of a killed process after a restart.
 */
final class WorkerDirectories {

    /** The path of a socket is limited to about a hundred bytes, and some temporary directories have long paths. */
    private static final int LONGEST_PARENT = 50;

    private static final int DIGITS = 8;

    private final Path parent;
    private final String prefix;

    /**
     * Creates no directory yet.
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

    /** Removes directories of earlier host processes, whose workers have ended; ignores those of other users. */
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
