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
 * The place of a host's socket: the path itself or, if the path is too long for a socket address, a short path in a
 * private temporary directory. A file at the long path then contains the short path.
 */
final class SocketPlace {

    /**
     * The longest path: {@code sun_path} has 108 bytes on Linux and 104 bytes on other systems, including the final
     * zero byte.
     */
    private static final int LONGEST = 103;

    /** The time to wait for a listener whose queue is full. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private static final String NAME = "orka-control";
    private static final String OWNER_FILE = "rw-------";
    private static final String OWNER_DIRECTORY = "rwx------";

    private SocketPlace() {}

    /** Listens at the path, for the owner only. Files that an earlier host left are deleted. */
    static ServerSocketChannel listen(Path path) throws IOException {
        shut(directory(path.toAbsolutePath()));
        if (answers(path)) {
            throw new ShellFailure(
                    "ORKA-SHELL-11",
                    "another host already uses the control socket " + path,
                    "Use that host, stop it, or choose another home directory.");
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
            // Until the mode of the socket is set, the mode of the directory protects the socket.
            server.bind(UnixDomainSocketAddress.of(place));
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(OWNER_FILE));
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Removes the access of other users to the directory. A directory that others can write to is an error. */
    private static void shut(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_DIRECTORY)));
        if (Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(directory + " is writable by others");
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(OWNER_DIRECTORY));
    }

    /**
     * Connects to a host.
     *
     * @throws SocketTimeoutException if a host listens but does not accept the client
     */
    static SocketChannel connect(Path path, Duration patience) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(place(path));
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        // If the listener's queue is full, connect waits without limit.
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
            throw new SocketTimeoutException("the connection queue of " + path + " is full");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while connecting to " + path);
        } finally {
            if (!connected) {
                socket.close();
            }
        }
    }

    /** Returns whether a host listens at the path. */
    static boolean answers(Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (SocketChannel socket = connect(path, MOMENT)) {
            return socket.isConnected();
        } catch (SocketTimeoutException busy) {
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /** Deletes the socket and the directory created for it. */
    static void remove(Path path) throws IOException {
        Path place = place(path);
        Files.deleteIfExists(path);
        if (!place.equals(path)) {
            removeElsewhere(place);
        }
    }

    /** Deletes a socket in a directory that was created for it. */
    static void removeElsewhere(Path place) throws IOException {
        if (Files.deleteIfExists(place)) {
            Files.deleteIfExists(directory(place));
        }
    }

    private static Path directory(Path path) {
        return requireNonNull(path.getParent(), "the socket has no directory");
    }

    /** Returns the path of the socket itself. */
    static Path place(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > LONGEST) {
            return path;
        }
        Path named = Path.of(Files.readString(path));
        return named.endsWith(NAME) ? named : path;
    }
}
