package io.orka.shell;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One listening socket and the files that name it. Safe for use by multiple threads. Only one thread accepts clients.
 */
final class Doorway implements AutoCloseable {

    private final List<FileIdentity> files;
    private final Selector selector;
    private final ServerSocketChannel server;

    private Doorway(List<FileIdentity> files, Selector selector, ServerSocketChannel server) {
        this.files = files;
        this.selector = selector;
        this.server = server;
    }

    /**
     * The identity of a file: its inode number, which no other file gets while a socket is bound to it, and the path of
     * the socket if the file contains a path.
     */
    private record FileIdentity(Path file, Map<String, Object> attributes, Path place) {

        static FileIdentity of(Path file) throws IOException {
            return new FileIdentity(file, attributesOf(file), SocketPlace.place(file));
        }

        boolean isSame() {
            try {
                return attributes.equals(attributesOf(file)) && place.equals(SocketPlace.place(file));
            } catch (IOException gone) {
                return false;
            }
        }

        private static Map<String, Object> attributesOf(Path file) throws IOException {
            return Files.readAttributes(file, "unix:dev,ino", LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Listens at the path; see {@link SocketPlace#listen}. */
    static Doorway at(Path path) throws IOException {
        Selector selector = Selector.open();
        try {
            ServerSocketChannel server = SocketPlace.listen(path);
            try {
                server.configureBlocking(false);
                server.register(selector, SelectionKey.OP_ACCEPT);
                return new Doorway(
                        List.of(FileIdentity.of(path), FileIdentity.of(SocketPlace.place(path))), selector, server);
            } catch (IOException | RuntimeException | Error e) {
                server.close();
                throw e;
            }
        } catch (IOException | RuntimeException | Error e) {
            selector.close();
            throw e;
        }
    }

    /** Returns whether clients can reach the socket: it is open, and its files were not replaced. */
    boolean isThere() {
        return server.isOpen() && selector.isOpen() && files.stream().allMatch(FileIdentity::isSame);
    }

    /** Deletes the socket if the file at the path is not the socket, but contains the path of the socket. */
    void removeElsewhere() throws IOException {
        FileIdentity socket = files.get(1);
        if (!socket.equals(files.get(0)) && socket.isSame()) {
            SocketPlace.removeElsewhere(socket.file());
        }
    }

    /** Returns the next client; {@code null} if no client connects in time. */
    @Nullable
    SocketChannel accept(Duration patience) throws IOException {
        selector.select(patience.toMillis());
        selector.selectedKeys().clear();
        return accept();
    }

    /** Returns a waiting client; {@code null} if no client waits, or if the socket is closed. */
    @Nullable
    SocketChannel accept() throws IOException {
        return server.isOpen() ? server.accept() : null;
    }

    @Override
    public void close() throws IOException {
        try {
            server.close();
        } finally {
            selector.close();
        }
    }
}
