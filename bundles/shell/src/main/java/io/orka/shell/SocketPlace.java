package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where a host listens: the path itself, or, where that is too long for the address of a socket, a short one in a
 * private temporary directory that a file at the path names.
 */
final class SocketPlace {

    /** {@code sun_path} has 108 bytes on Linux and 104 on others, one of them for the end. */
    private static final int LONGEST = 103;

    /** How long a listener with a full queue is looked at. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private static final String NAME = "orka-control";
    private static final String OWNER_FILE = "rw-------";
    private static final String OWNER_DIRECTORY = "rwx------";

    private SocketPlace() {}

    /** Listens there, for the owner alone. What an earlier host left behind is taken away. */
    static ServerSocketChannel listen(Path path) throws IOException {
        shut(directory(path.toAbsolutePath()));
        if (answers(path)) {
            throw new ShellFailure(
                    "ORKA-SHELL-11",
                    "another host answers at " + path,
                    "Use that one, stop it, or give this one another home.");
        }
        remove(path);
        Path place = path;
        if (path.toString().getBytes(UTF_8).length > LONGEST) {
            place = Files.createTempDirectory("orka-").resolve(NAME);
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_FILE)));
            Files.writeString(path, place.toString(), StandardOpenOption.WRITE);
        }
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            // Until its mode is set, the mode of the directory guards the socket.
            server.bind(UnixDomainSocketAddress.of(place));
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(OWNER_FILE));
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** A directory made for the host is shut to others; one that others write to was not, and is left alone. */
    private static void shut(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_DIRECTORY)));
        if (Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(directory + " is open to others");
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(OWNER_DIRECTORY));
    }

    /**
     * Connects.
     *
     * @throws SocketTimeoutException when somebody listens, but does not accept
     */
    static SocketChannel connect(Path path, Duration patience) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(place(path));
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        // Where the queue of the listener is full, connect waits for room in it, for ever.
        FutureTask<Boolean> connecting = new FutureTask<>(() -> socket.connect(address));
        Thread thread = new Thread(connecting, "orka-control-connect");
        thread.setDaemon(true);
        boolean connected = false;
        try {
            thread.start();
            connected = connecting.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return socket;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("no room in the queue of " + path);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while connecting to " + path);
        } finally {
            if (!connected) {
                socket.close();
            }
        }
    }

    /** Whether somebody listens there. */
    static boolean answers(Path path) {
        try (SocketChannel socket = connect(path, MOMENT)) {
            return socket.isConnected();
        } catch (SocketTimeoutException busy) {
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /** Takes away the socket, and the directory made for it. */
    static void remove(Path path) throws IOException {
        Path place = place(path);
        Files.deleteIfExists(path);
        if (!place.equals(path)) {
            removeElsewhere(place);
        }
    }

    /** Takes away a socket in a directory that was made for it. */
    static void removeElsewhere(Path place) throws IOException {
        if (Files.deleteIfExists(place)) {
            Files.deleteIfExists(directory(place));
        }
    }

    private static Path directory(Path path) {
        return requireNonNull(path.getParent(), "the socket has no directory");
    }

    /** Where the socket itself is. */
    static Path place(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > LONGEST) {
            return path;
        }
        Path named = Path.of(Files.readString(path));
        return named.endsWith(NAME) ? named : path;
    }
}
