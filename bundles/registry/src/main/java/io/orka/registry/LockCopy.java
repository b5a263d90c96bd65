package io.orka.registry;

import io.orka.durable.AtomicFile;
import io.orka.durable.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copy of the lock file, which replaces a damaged lock file.
 *
 * <p>Orka writes the copy after the lock file, in the same directory. The copy is not flushed to disk, since the lock
 * file is. If the copy cannot be written, Orka logs a warning and continues without a copy.
 */
final class LockCopy {

    private static final Logger LOG = LoggerFactory.getLogger(LockCopy.class);

    private final Path lock;
    private final Path copy;
    private final Path damaged;

    LockCopy(Path lock) {
        this.lock = lock;
        String name = String.valueOf(lock.getFileName());
        this.copy = lock.resolveSibling(name + ".copy");
        this.damaged = lock.resolveSibling(name + ".damaged");
    }

    void write(byte[] content) {
        try {
            Files.write(copy, content);
        } catch (IOException e) {
            LOG.warn("Could not write the copy of the lock file, {}: {}", copy, e.toString());
            delete(); // an outdated copy would restore old commits
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.warn("Could not delete the outdated copy of the lock file, {}: {}", copy, e.toString());
        }
    }

    /** Returns the content of the copy, or {@code null} if the copy cannot be read. */
    byte @Nullable [] read(int largest) {
        try {
            return FileBytes.read(copy, largest);
        } catch (IOException none) {
            return null;
        }
    }

    /** Copies the damaged lock file for inspection, and replaces the lock file with this copy. */
    void restore(byte[] content, String what) throws IOException {
        Files.copy(lock, damaged, StandardCopyOption.REPLACE_EXISTING);
        boolean unused = AtomicFile.replace(Written.LOCK, lock, content, () -> true);
        LOG.error("{}. Orka restored the lock file from its copy and kept the damaged file as {}", what, damaged);
    }
}
