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
 * Keeps a second host off a home. The operating system drops the lock when the process ends, however it ends.
 *
 * <p>POSIX drops all locks a process has on a file as soon as it closes any descriptor of that file, so the homes this
 * process holds are remembered here, and who holds a home is told by another file.
 *
 * <p>A file that was deleted or replaced keeps nobody out. So whoever takes the lock also looks for a host that holds a
 * deleted one, and for a host that answers; and who holds the lock can ask whether the file is still his.
 *
 * <p>A file in a home that takes no files can be locked for reading alone. That keeps off a host that would change the home,
 * and a second lock beside the run files keeps off one that would not. Until the first can be taken as a whole, changes are
 * refused.
 */
final class HostLock implements AutoCloseable {

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** Of files that another copy of these classes in this JVM has locked: to close them would drop its locks. */
    private static final Queue<FileChannel> OF_OTHERS = new ConcurrentLinkedQueue<>();

    private final Path home;
    private final Path file;

    /** To close one drops all locks on its file, so they are closed together. */
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
     * @throws HostFailure when another host holds it, naming that host
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

    /** Answers whether nobody else holds it. */
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
            before.release(); // it would be in the way
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

    /** Whether the file at the place of the lock is the one that is locked: no other gets its number while it is open. */
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
     * Lets nobody change what might be another host's.
     *
     * @throws HostFailure when the file was deleted or replaced, or the home takes no files
     */
    void requireWhole() {
        refusal().ifPresent(failure -> {
            throw failure;
        });
    }

    /** Why this host may change nothing at present; takes the lock as a whole where that has become possible. */
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
