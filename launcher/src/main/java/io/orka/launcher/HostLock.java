package io.orka.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second host off a home. The operating system drops the lock when the process ends, however it ends.
 *
 * <p>POSIX drops all locks a process has on a file as soon as it closes any descriptor of that file, so the homes this
 * process holds are remembered here, and who holds a home is told by another file.
 */
final class HostLock implements AutoCloseable {

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path home;
    private @Nullable FileChannel channel;

    private HostLock(Path home) {
        this.home = home;
    }

    /**
     * Takes the lock.
     *
     * @throws HostFailure when another host holds it, naming that host
     */
    static HostLock take(OrkaHome home) {
        RunFile holder = RunFile.host(home);
        try {
            Path real = home.directory().toRealPath();
            if (!HELD.add(real)) {
                throw HostFailure.alreadyRuns(home.directory(), told(holder));
            }
            HostLock lock = new HostLock(real);
            boolean taken = false;
            try {
                if (!lock.lock(home.run().resolve("host.lock"))) {
                    throw HostFailure.alreadyRuns(home.directory(), told(holder));
                }
                holder.tell("process " + ProcessHandle.current().pid() + ", started "
                        + Instant.now().truncatedTo(ChronoUnit.SECONDS));
                taken = true;
                return lock;
            } finally {
                if (!taken) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw HostFailure.homeNotUsable(home.directory(), e);
        }
    }

    /** Answers whether nobody else holds it. */
    private boolean lock(Path file) throws IOException {
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            boolean taken = opened.tryLock() != null;
            channel = opened;
            return taken;
        } catch (OverlappingFileLockException e) {
            // Orka was loaded twice into this JVM. To close this channel would drop the other one's lock.
            return false;
        }
    }

    private static String told(RunFile holder) throws IOException {
        return holder.exists() ? holder.read() : "it has not said who it is yet";
    }

    @Override
    public void close() throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(home);
        }
    }
}
