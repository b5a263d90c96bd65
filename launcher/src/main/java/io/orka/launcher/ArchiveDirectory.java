package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of the JVM's class archives, which several hosts of a user share. Since a JVM trusts an archive, the
 * directory must be accessible to its owner alone.
 */
record ArchiveDirectory(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveDirectory.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /**
     * Archives of replaced JVMs and Orka versions are deleted after this time; an archive that is still used is
     * recreated.
     */
    private static final Duration KEPT = Duration.ofDays(30);

    /** Staging directories of killed hosts are deleted after this time. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final String STAGING = "making-";

    /** Returns the directory of an archive whose path begins with a prefix. */
    static ArchiveDirectory of(Path prefix) {
        return new ArchiveDirectory(requireNonNull(prefix.getParent(), "prefix has no parent"));
    }

    /** Creates the directory, or checks that no other user can enter it, and deletes old archives. */
    void prepare() throws IOException {
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        if (!isOwners()) {
            throw new IOException(path + " is accessible to other users");
        }
        deleteOld();
    }

    /** Returns whether only this user can enter the directory. */
    boolean isOwners() {
        try {
            return Files.getPosixFilePermissions(path).equals(EnumSet.copyOf(OWNER_ONLY)) && Files.isWritable(path);
        } catch (IOException e) {
            return false;
        }
    }

    /** Creates a subdirectory, in which one archive is created. */
    Path newStagingDirectory() throws IOException {
        return Files.createTempDirectory(path, STAGING);
    }

    private void deleteOld() throws IOException {
        Instant now = Instant.now();
        List<Path> entries;
        try (Stream<Path> children = Files.list(path)) {
            entries = children.toList();
        }
        for (Path entry : entries) {
            Duration kept = entry.getFileName().toString().startsWith(STAGING) ? ABANDONED : KEPT;
            try {
                if (Files.getLastModifiedTime(entry).toInstant().isBefore(now.minus(kept))) {
                    DirectoryTree.remove(entry, Failpoint.RUN_SWEEP);
                }
            } catch (IOException e) { // another host may delete it at the same time
                LOG.debug("Could not delete {}", entry, e);
            }
        }
    }
}
