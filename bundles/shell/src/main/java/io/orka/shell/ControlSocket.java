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
 * Lets the owner of the host, and nobody else, into its shell: a Unix domain socket of mode 0600 in a directory of mode
 * 0700. A shell is full power over the host, so there is no other way in.
 *
 * <p>Every client has its own thread and session. A client that dies takes its session with it, and nothing else. Nothing
 * but {@link #close()} ends the socket: it outlives a lack of descriptors, threads or memory, and where its file is deleted
 * or replaced it is made again, while sessions go on.
 */
public final class ControlSocket implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

    /** How often the file is looked at. */
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
     * Listens. A path that is too long for a socket becomes a file that names a shorter one.
     *
     * @param socket where; its directory is made where it is missing, and shut to others
     * @param host whose shell it is
     * @param stop what begins to end the host, and returns at once; empty where it cannot be ended that way
     * @throws ShellFailure when another host answers there, or the socket cannot be made
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
                    "cannot make the control socket " + path + ": " + e,
                    "Give the host a home on a local disk that you own.",
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
            LOG.warn("The control socket {} was not removed: {}", path, e.toString());
        }
    }

    private void accept() {
        while (isOpen()) {
            try {
                boolean unused = Thread.interrupted(); // an interrupt would shut the socket
                try {
                    renewIfGone();
                } finally {
                    admit(doorway.accept(LOOK));
                }
            } catch (Throwable trouble) { // whatever it is, the next try may go well
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
            // There is not even memory for the wait or the log: the next try comes at once.
        }
    }

    /** Makes the socket again where somebody deleted or replaced its file. Whoever waited at the old one is let in. */
    private synchronized void renewIfGone() throws IOException {
        Doorway before = doorway;
        if (!isOpen() || before.isThere()) {
            return;
        }
        before.removeElsewhere();
        doorway = Doorway.at(path);
        LOG.warn("The control socket {} was gone, and is there again", path);
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
            LOG.debug("A client of the control socket went away: {}", e.toString());
        } catch (RuntimeException | Error e) { // an error, too, is this session's alone
            LOG.error("A session of the control socket broke off", e);
        } finally {
            clients.remove(client);
        }
    }
}
