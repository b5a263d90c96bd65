package io.orka.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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
    private final FileChannel channel;

    private HostLock(Path home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws HostFailure when another host holds it, naming that host
     */
    static HostLock take(OrkaHome home) {
        Path holder = home.run().resolve("host");
        try {
            Path real = home.directory().toRealPath();
            if (!HELD.add(real)) {
                throw HostFailure.alreadyRuns(home.directory(), told(holder));
            }
            FileChannel channel = locked(home.run().resolve("host.lock"));
            if (channel == null) {
                HELD.remove(real);
                throw HostFailure.alreadyRuns(home.directory(), told(holder));
            }
            Files.writeString(
                    holder,
                    "process " + ProcessHandle.current().pid() + ", started "
                            + Instant.now().truncatedTo(ChronoUnit.SECONDS));
            return new HostLock(real, channel);
        } catch (IOException e) {
            throw HostFailure.homeNotUsable(home.directory(), e);
        }
    }

    private static @Nullable FileChannel locked(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() != null) {
            return channel;
        }
        channel.close();
        return null;
    }

    private static String told(Path holder) throws IOException {
        return Files.exists(holder) ? Files.readString(holder) : "it has not said who it is yet";
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(home);
    }
}
