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
 * The temporary directories of the workers of one host, in all its lives: they bear its name, so that the next life finds
 * what a killed one left.
 */
final class WorkerDirectories {

    /** A socket's path has room for about a hundred bytes, which some temporary directories use up alone. */
    private static final int LONGEST_PARENT = 50;

    private static final int DIGITS = 8;

    private final Path parent;
    private final String prefix;

    /**
     * Makes nothing yet.
     *
     * @param usual the temporary directory of this machine
     * @param host by what the host is known in every life
     */
    WorkerDirectories(Path usual, String host) {
        this.parent = usual.toString().getBytes(UTF_8).length < LONGEST_PARENT ? usual : Path.of("/tmp");
        this.prefix = "orka-build-" + host.substring(0, DIGITS) + "-";
    }

    /** A new one that only its owner can enter. */
    Path fresh() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(parent), prefix);
    }

    /** Removes those of earlier lives, whose workers have ended; what others own is left alone. */
    void sweep(UserPrincipal owner) throws IOException {
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
