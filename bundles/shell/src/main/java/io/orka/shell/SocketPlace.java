package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
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

/**
 * Where a host listens: the path itself, or, where that is too long for the address of a socket, a short one in a
 * private temporary directory that a file at the path names.
 */
final class SocketPlace {

    /** {@code sun_path} has 108 bytes on Linux and 104 on others, one of them for the end. */
    private static final int LONGEST = 103;

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
        Files.createDirectories(directory);
        if (Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(directory + " is open to others");
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(OWNER_DIRECTORY));
    }

    static SocketChannel connect(Path path) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(place(path)));
    }

    static boolean answers(Path path) {
        try (SocketChannel socket = connect(path)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    /** Takes away the socket, and the directory made for it. */
    static void remove(Path path) throws IOException {
        Path place = place(path);
        Files.deleteIfExists(path);
        if (!place.equals(path) && Files.deleteIfExists(place)) {
            Files.deleteIfExists(directory(place));
        }
    }

    private static Path directory(Path path) {
        return requireNonNull(path.getParent(), "the socket has no directory");
    }

    private static Path place(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > LONGEST) {
            return path;
        }
        Path named = Path.of(Files.readString(path));
        return named.endsWith(NAME) ? named : path;
    }
}
