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
 * The second copy of the lock, beside it: what it holds takes the lock's place when that is damaged.
 *
 * <p>It is written after the lock and not flushed, since it is of use only where the lock is lost otherwise. Where it cannot
 * be written, the lock alone has to do.
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
            LOG.warn("The copy of the lock, {}, could not be written: {}", copy, e.toString());
            delete(); // an old one would bring old commits back
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.warn("The copy of the lock, {}, is out of date and cannot be deleted: {}", copy, e.toString());
        }
    }

    /** What it holds, or {@code null} if it cannot be read. */
    byte @Nullable [] read(int largest) {
        try {
            return FileBytes.read(copy, largest);
        } catch (IOException none) {
            return null;
        }
    }

    /** Puts the damaged lock aside, for people to look at, and this copy in its place. */
    void restore(byte[] content, String what) throws IOException {
        Files.copy(lock, damaged, StandardCopyOption.REPLACE_EXISTING);
        boolean unused = AtomicFile.replace(Written.LOCK, lock, content, () -> true);
        LOG.error("{}. Its copy took its place; the damaged one is {}", what, damaged);
    }
}
