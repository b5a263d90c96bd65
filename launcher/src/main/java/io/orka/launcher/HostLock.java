package io.orka.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second host off a home. The operating system drops the lock when the process ends, however it ends; the text in
 * the file only tells people who holds it.
 */
final class HostLock implements AutoCloseable {

    private final FileChannel channel;

    private HostLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws HostFailure when another host holds it, naming that host
     */
    static HostLock take(OrkaHome home) {
        Path file = home.run().resolve("host.lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw HostFailure.alreadyRuns(
                        home.directory(), Files.readString(file).strip());
            }
            String holder = "process " + ProcessHandle.current().pid() + ", started "
                    + Instant.now().truncatedTo(ChronoUnit.SECONDS);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
            return new HostLock(channel);
        } catch (IOException e) {
            throw HostFailure.homeNotUsable(file, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process, which the operating system does not report as null.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
