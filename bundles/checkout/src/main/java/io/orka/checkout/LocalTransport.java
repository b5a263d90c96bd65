package io.orka.checkout;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.BasePackFetchConnection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackTransport;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/**
 * Fetches from a repository on this machine's disk. JGit's own transport prints errors of the repository's side to the
 * terminal instead of reporting them to the fetching side.
 */
final class LocalTransport extends Transport implements PackTransport {

    private static final int BUFFER = 64 << 10;

    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Repository remote;
    private final Consumer<Exception> trouble;
    private volatile @Nullable Thread serving;

    /**
     * Creates a transport.
     *
     * @param remote the repository to fetch from, closed with the transport
     * @param trouble receives the failure of the repository's side, on another thread
     */
    LocalTransport(Repository local, URIish uri, Repository remote, Consumer<Exception> trouble) {
        super(local, uri);
        this.remote = remote;
        this.trouble = trouble;
    }

    @Override
    public FetchConnection openFetch() throws TransportException {
        try {
            return new Connection(this);
        } catch (IOException e) {
            throw new TransportException(uri, "cannot connect", e);
        }
    }

    @Override
    public PushConnection openPush() throws NotSupportedException {
        throw new NotSupportedException("push is not supported");
    }

    /** Waits for a failure report of the repository's side, since the fetching side may fail a moment earlier. */
    void awaitTrouble() {
        Thread thread = serving;
        if (thread != null) {
            try {
                thread.join(LONGEST_END.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        remote.close();
    }

    /** The fetching side and the repository's side, connected by pipes. */
    private static final class Connection extends BasePackFetchConnection {

        Connection(LocalTransport transport) throws IOException {
            super(transport);
            PipedInputStream answers = new PipedInputStream(BUFFER);
            PipedInputStream questions = new PipedInputStream(BUFFER);
            PipedOutputStream answering = new PipedOutputStream(answers);
            PipedOutputStream asking = new PipedOutputStream(questions);
            transport.remote.incrementOpen();
            Thread thread = new Thread(
                    () -> serve(transport, questions, answering),
                    Thread.currentThread().getName() + "-upload");
            thread.setDaemon(true);
            transport.serving = thread;
            thread.start();
            init(answers, asking);
            readAdvertisedRefs();
        }

        private static void serve(LocalTransport transport, PipedInputStream questions, PipedOutputStream answering) {
            try (Repository remote = transport.remote;
                    questions;
                    answering) {
                upload(remote, transport.trouble, questions, answering);
            } catch (IOException gone) {
                // the other side has closed its pipe
            }
        }

        /**
         * Runs the repository's side. Reports a failure before the pipes are closed, since it explains the other side's
         * failure.
         */
        private static void upload(
                Repository remote,
                Consumer<Exception> trouble,
                PipedInputStream questions,
                PipedOutputStream answering) {
            try {
                new UploadPack(remote).upload(questions, answering, null);
            } catch (IOException | RuntimeException e) {
                trouble.accept(e);
            }
        }
    }
}
