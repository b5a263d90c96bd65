package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives only the owner of the host access to its shell: a Unix domain socket of mode 0600 in a directory of mode 0700.
 * A shell has full control of the host, so other users have no access.
 *
 * <p>Every client has its own thread and session. When a client ends, only its session ends. The socket stays open
 * until {@link #close()}, also after a lack of descriptors, threads or memory. If the file of the socket is deleted or
 * replaced, the socket is recreated, while sessions continue.
 */
public final class ControlSocket implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

    /** The interval between two checks of the file. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Path path;
    private final ShellHost host;
    private final Supplier<Optional<Runnable>> stop;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private final ControlThreads threads = new ControlThreads();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Shortage shortage;
    private volatile Doorway doorway;

    /**
     * Opens the socket. If the path is too long for a socket, a file at the path contains a shorter path.
     *
     * @param socket the path of the socket; a missing directory is created, without access for other users
     * @param host the shell that the clients of the socket use
     * @param stop begins to stop the host and returns immediately; empty if the host cannot be stopped this way
     * @throws ShellFailure if another host uses the socket, or if the socket cannot be created
     */
    public ControlSocket(Path socket, ShellHost host, Supplier<Optional<Runnable>> stop) {
        this.path = requireNonNull(socket, "socket is null").toAbsolutePath();
        this.host = requireNonNull(host, "host is null");
        this.stop = requireNonNull(stop, "stop is null");
        shortage = new Shortage(path);
        try {
            doorway = Doorway.at(path);
        } catch (IOException | UnsupportedOperationException e) {
            throw new ShellFailure(
                    "ORKA-SHELL-12",
                    "cannot create the control socket " + path + ": " + e,
                    "Use a home directory on a local disk that you own.",
                    e);
        }
        threads.start("orka-control", this::accept);
    }

    /** Stops listening, ends all sessions and removes the socket. */
    @Override
    public synchronized void close() {
        closed.countDown();
        try {
            boolean own = doorway.isThere();
            doorway.close();
            for (SocketChannel client : clients) {
                client.close();
            }
            if (own) {
                SocketPlace.remove(path);
            }
        } catch (IOException e) {
            LOG.warn("Could not delete the control socket {}: {}", path, e.toString());
        }
    }

    private void accept() {
        while (isOpen()) {
            try {
                boolean unused = Thread.interrupted(); // an interrupt would close the socket
                try {
                    renewIfGone();
                } finally {
                    admit(doorway.accept(LOOK));
                }
            } catch (Throwable trouble) { // the next attempt may succeed
                waitBecauseOf(trouble);
            }
        }
        LOG.debug("The control socket is closed");
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void waitBecauseOf(Throwable trouble) {
        try {
            if (isOpen()) {
                boolean unused = closed.await(shortage.met(trouble).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (Throwable again) {
            // The memory does not suffice for the wait or the log: the next attempt follows immediately.
        }
    }

    /** Recreates the socket if its file was deleted or replaced. Clients that wait at the old socket are accepted. */
    private synchronized void renewIfGone() throws IOException {
        Doorway before = doorway;
        if (!isOpen() || before.isThere()) {
            return;
        }
        before.removeElsewhere();
        doorway = Doorway.at(path);
        LOG.warn("The control socket {} was deleted; recreated it", path);
        shortage.over();
        try (before) {
            for (SocketChannel waiting = before.accept(); waiting != null; waiting = before.accept()) {
                admit(waiting);
            }
        }
    }

    private void admit(@Nullable SocketChannel client) throws IOException {
        if (client == null) {
            return;
        }
        boolean admitted = false;
        try {
            clients.add(client);
            if (isOpen()) {
                threads.start("orka-control-session", () -> serve(client));
                admitted = true;
                shortage.over();
            }
        } finally {
            if (!admitted) {
                clients.remove(client);
                client.close();
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client;
                FrameChannel frames = new FrameChannel(client)) {
            new Connection(frames, host, stop, threads).serve();
        } catch (IOException e) {
            LOG.debug("A client of the control socket closed the connection: {}", e.toString());
        } catch (RuntimeException | Error e) { // an error also concerns only this session
            LOG.error("A session of the control socket failed", e);
        } finally {
            clients.remove(client);
        }
    }
}
