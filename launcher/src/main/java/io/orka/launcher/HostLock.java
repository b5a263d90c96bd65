package io.orka.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Locks a home directory, so that only one host uses it. The operating system releases the lock when the process ends.
 *
 * <p>POSIX releases all locks of a process on a file as soon as the process closes any descriptor of that file. So this
 * class keeps a list of the homes that this process has locked, and writes the owner of a home to another file.
 *
 * <p>A lock on a deleted or replaced file has no effect. So a host that takes the lock also looks for a host with a
 * lock on a deleted file, and for a host that answers. The owner of a lock can check whether the locked file is still
 * in place.
 *
 * <p>In a full or read-only home, a file can only be locked for reading. A read lock excludes hosts that would change
 * the home. A second lock next to the run files excludes hosts that would not change the home. Until the first lock can
 * be taken for writing, changes are rejected.
 */
final class HostLock implements AutoCloseable {

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /**
     * Channels of files that another copy of this class in this JVM has locked: closing a channel would release the
     * locks of that copy.
     */
    private static final Queue<FileChannel> OF_OTHERS = new ConcurrentLinkedQueue<>();

    private final Path home;
    private final Path file;

    /** The open channels. Closing a channel releases all locks on its file, so the channels are closed together. */
    private final List<FileChannel> channels = new ArrayList<>();

    private @Nullable FileLock reading;
    private @Nullable Object number;
    private boolean whole;

    private HostLock(Path home) {
        this.home = home;
        this.file = OrkaHome.of(home).lockOfHost();
    }

    /**
     * Takes the lock.
     *
     * @throws HostFailure if another host has the lock; the message names that host
     */
    static HostLock take(OrkaHome home) {
        try {
            Path real = home.directory().toRealPath();
            if (!HELD.add(real)) {
                throw alreadyRuns(home);
            }
            HostLock lock = new HostLock(real);
            boolean taken = false;
            try {
                lock.keepOthersOff(home);
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

    /** Writes this process as the owner of the home, for other processes. */
    static void tell(OrkaHome home) throws IOException {
        RunFile.host(home)
                .tell("process " + ProcessHandle.current().pid() + ", started "
                        + ProcessHandle.current()
                                .info()
                                .startInstant()
                                .orElseGet(Instant::now)
                                .truncatedTo(ChronoUnit.SECONDS));
    }

    private void keepOthersOff(OrkaHome home) throws IOException {
        if (!lock(home)) {
            throw alreadyRuns(home);
        }
        OptionalLong other = LockHolders.ofDeleted(file);
        if (other.isPresent()) {
            throw HostFailure.alreadyRuns(home.directory(), "process " + other.getAsLong());
        }
        if (RunPlace.running(home).isPresent()) {
            throw alreadyRuns(home);
        }
    }

    private static HostFailure alreadyRuns(OrkaHome home) throws IOException {
        return HostFailure.alreadyRuns(
                home.directory(),
                RunFile.host(RunPlace.running(home).orElse(home)).told());
    }

    /** Returns whether the lock was taken. */
    private synchronized boolean lock(OrkaHome home) throws IOException {
        try {
            return lockWhole();
        } catch (OverlappingFileLockException e) {
            return leaveToOther();
        } catch (IOException e) {
            if (!home.runsElsewhere()) {
                throw e;
            }
            return lockForReading(home);
        }
    }

    private boolean leaveToOther() {
        OF_OTHERS.addAll(channels);
        channels.clear();
        return false;
    }

    private boolean lockWhole() throws IOException {
        FileChannel opened = open(file);
        FileLock before = reading;
        if (before == null) {
            channels.add(opened);
            whole = opened.tryLock() != null;
        } else {
            FileChannel readable = (FileChannel) before.acquiredBy();
            before.release(); // the lock for reading would conflict
            whole = opened.tryLock() != null;
            if (!whole) {
                opened.close();
                reading = readable.tryLock(0, Long.MAX_VALUE, true);
                return false;
            }
            channels.add(opened);
            reading = null;
        }
        number = numberOf(file);
        return whole;
    }

    private boolean lockForReading(OrkaHome home) throws IOException {
        try {
            FileChannel beside = open(home.run().resolve("host.lock"));
            channels.add(beside);
            if (beside.tryLock() == null) {
                return false;
            }
            if (!Files.exists(file)) {
                return true;
            }
            FileChannel readable = FileChannel.open(file, StandardOpenOption.READ);
            channels.add(readable);
            reading = readable.tryLock(0, Long.MAX_VALUE, true);
            number = numberOf(file);
            return reading != null && LockHolders.ofReadable(file).isEmpty();
        } catch (OverlappingFileLockException e) {
            return leaveToOther();
        }
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Returns whether the lock file is still the locked file: no other file gets the inode number of an open file. */
    synchronized boolean isKept() {
        try {
            return Objects.equals(number, numberOf(file));
        } catch (NoSuchFileException none) {
            return number == null;
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * Prevents changes of a home that may belong to another host.
     *
     * @throws HostFailure if the file was deleted or replaced, or if the home is full or read-only
     */
    void requireWhole() {
        refusal().ifPresent(failure -> {
            throw failure;
        });
    }

    /** Returns the reason why this host may not make changes now. Takes the lock for writing if possible. */
    synchronized Optional<HostFailure> refusal() {
        if (!isKept()) {
            return Optional.of(HostFailure.lockLost(file));
        }
        try {
            return whole || lockWhole()
                    ? Optional.empty()
                    : Optional.of(HostFailure.alreadyRuns(home, "it has taken the lock"));
        } catch (IOException stillNot) {
            return Optional.of(HostFailure.homeTakesNothing(home, stillNot));
        }
    }

    private static @Nullable Object numberOf(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            for (FileChannel channel : channels) {
                channel.close();
            }
        } finally {
            HELD.remove(home);
        }
    }
}
