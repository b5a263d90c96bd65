package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the owner of the host, and nobody else, into its shell: a Unix domain socket of mode 0600 in a directory of mode
 * 0700. A shell is full power over the host, so there is no other way in.
 *
 * <p>Every client has its own thread and session. A client that dies takes its session with it, and nothing else.
 */
public final class ControlSocket implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

    private final Path path;
    private final ShellHost host;
    private final BooleanSupplier stop;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private final ThreadGroup threads = new ThreadGroup("orka-control");

    /**
     * Listens. A path that is too long for a socket becomes a file that names a shorter one.
     *
     * @param socket where; its directory is made where it is missing, and shut to others
     * @param host whose shell it is
     * @param stop begins to end the host, and returns at once; answers {@code false} where it cannot be ended that way
     * @throws ShellFailure when another host answers there, or the socket cannot be made
     */
    public ControlSocket(Path socket, ShellHost host, BooleanSupplier stop) {
        this.path = requireNonNull(socket, "socket is null").toAbsolutePath();
        this.host = requireNonNull(host, "host is null");
        this.stop = requireNonNull(stop, "stop is null");
        try {
            server = SocketPlace.listen(path);
        } catch (IOException | UnsupportedOperationException e) {
            throw new ShellFailure(
                    "ORKA-SHELL-12",
                    "cannot make the control socket " + path + ": " + e,
                    "Give the host a home on a local disk that you own.",
                    e);
        }
        start(this::accept, "orka-control");
    }

    /** Stops listening, ends all sessions and removes the socket. */
    @Override
    public void close() {
        try {
            server.close();
            for (SocketChannel client : clients) {
                client.close();
            }
            SocketPlace.remove(path);
        } catch (IOException e) {
            LOG.warn("The control socket {} was not removed: {}", path, e.toString());
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                clients.add(client);
                start(() -> serve(client), "orka-control-session");
            }
        } catch (ClosedChannelException e) {
            LOG.debug("The control socket is closed");
        } catch (IOException e) {
            LOG.error("The control socket takes no more clients", e);
        }
    }

    private void serve(SocketChannel client) {
        try (FrameChannel frames = new FrameChannel(client)) {
            new Connection(frames, host, stop, threads).serve();
        } catch (IOException e) {
            LOG.debug("A client of the control socket went away: {}", e.toString());
        } catch (RuntimeException e) {
            LOG.error("A session of the control socket broke off", e);
        } finally {
            clients.remove(client);
        }
    }

    private void start(Runnable work, String name) {
        Thread thread = new Thread(threads, work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
