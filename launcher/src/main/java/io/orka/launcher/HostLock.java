package io.orka.launcher;

import io.orka.shell.ControlClient;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second host off a home. The operating system drops the lock when the process ends, however it ends.
 *
 * <p>POSIX drops all locks a process has on a file as soon as it closes any descriptor of that file, so the homes this
 * process holds are remembered here, and who holds a home is told by another file.
 *
 * <p>A file that was deleted or replaced keeps nobody out. So whoever takes the lock also looks for a host that holds a
 * deleted one, and for a host that answers; and who holds the lock can ask whether the file is still his.
 */
final class HostLock implements AutoCloseable {

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final Path file;
    private @Nullable FileChannel channel;
    private @Nullable Object number;

    private HostLock(Path home) {
        this.home = home;
        this.file = OrkaHome.of(home).lockOfHost();
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
                throw HostFailure.alreadyRuns(home.directory(), holder.told());
            }
            HostLock lock = new HostLock(real);
            boolean taken = false;
            try {
                lock.take(home, holder);
                tell(home);
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

    /** Tells other processes who holds the home. */
    static void tell(OrkaHome home) throws IOException {
        RunFile.host(home)
                .tell("process " + ProcessHandle.current().pid() + ", started "
                        + ProcessHandle.current()
                                .info()
                                .startInstant()
                                .orElseGet(Instant::now)
                                .truncatedTo(ChronoUnit.SECONDS));
    }

    private void take(OrkaHome home, RunFile holder) throws IOException {
        if (!lock()) {
            throw HostFailure.alreadyRuns(home.directory(), holder.told());
        }
        OptionalLong other = DeletedLock.holder(file);
        if (other.isPresent()) {
            throw HostFailure.alreadyRuns(home.directory(), "process " + other.getAsLong());
        }
        if (ControlClient.reachable(home.controlSocket())) {
            throw HostFailure.alreadyRuns(home.directory(), holder.told());
        }
    }

    /** Answers whether nobody else holds it. */
    private boolean lock() throws IOException {
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            boolean taken = opened.tryLock() != null;
            channel = opened;
            number = numberOf(file);
            return taken;
        } catch (OverlappingFileLockException e) {
            // Orka was loaded twice into this JVM. To close this channel would drop the other one's lock.
            return false;
        }
    }

    /** Whether the file at the place of the lock is the one that is locked: no other gets its number while it is open. */
    boolean isKept() {
        try {
            return Objects.equals(number, numberOf(file));
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * Lets nobody change what might be another host's.
     *
     * @throws HostFailure when the file was deleted or replaced
     */
    void requireKept() {
        if (!isKept()) {
            throw loss();
        }
    }

    HostFailure loss() {
        return HostFailure.lockLost(file);
    }

    private static @Nullable Object numberOf(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
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
