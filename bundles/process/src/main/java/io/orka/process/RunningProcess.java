package io.orka.process;

import static java.util.Objects.requireNonNull;

import io.orka.wire.BadData;
import io.orka.wire.CloseDeadlines;
import io.orka.wire.Frame;
import io.orka.wire.FrameKind;
import io.orka.wire.FrameSocket;
import io.orka.wire.Protocol;
import io.orka.wire.Unread;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running process, which ends once, with one reason. */
final class RunningProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningProcess.class);
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final LaunchSpec spec;
    private final ChildProcess child;
    private final FrameSocket socket;
    private final Pulse pulse;
    private final PendingCalls calls = new PendingCalls();
    private final CompletableFuture<Readiness> ready = new CompletableFuture<>();
    private final CompletableFuture<ExitReason> ended = new CompletableFuture<>();
    private final ProcessState state = new ProcessState();

    private RunningProcess(LaunchSpec spec, ChildProcess child, SocketChannel channel, Processes processes)
            throws IOException {
        this.spec = spec;
        this.child = child;
        this.socket = new FrameSocket(channel, processes.large().room());
        this.pulse = new Pulse(socket, child.pid(), spec.setup());
    }

    /**
     * Starts a process and waits until it is ready. Throws a {@link ProcessFailure} when the process fails or is too
     * slow.
     */
    static RunningProcess start(LaunchSpec spec, Processes processes) {
        ChildProcess child = ChildProcess.begin(spec, processes);
        long end = System.nanoTime() + processes.startDeadline().toNanos();
        RunningProcess running;
        try {
            running = new RunningProcess(spec, child, child.connection(end), processes);
        } catch (IOException e) {
            child.end();
            throw ProcessFailure.cannotStart(e.toString(), e);
        } catch (ProcessFailure e) {
            child.end();
            throw e;
        }
        DaemonThreads.create("orka-process " + spec.plugin(), running::run).start();
        running.awaitReady(end, processes.startDeadline());
        return running;
    }

    private void awaitReady(long until, Duration timeout) {
        try {
            Readiness said = ready.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (said.version() != Protocol.VERSION) {
                abandon();
                throw ProcessFailure.otherProtocol(said.version());
            }
        } catch (ExecutionException e) {
            abandon();
            if (e.getCause() instanceof ProcessFailure refusal) {
                throw refusal;
            }
            throw ProcessFailure.ended(ended.join().line(), child.log().file());
        } catch (TimeoutException e) {
            abandon();
            throw ProcessFailure.notReady(timeout, child.log().file());
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
            throw ProcessFailure.cannotStart("the start was interrupted", e);
        }
    }

    /** Kills a process that did not become ready, without a request to exit. */
    private void abandon() {
        end("it was not ready");
        requireNonNull(ended.join());
    }

    /**
     * Returns a future that completes when the process and all its descendants have exited and its pending calls have
     * failed.
     */
    CompletableFuture<ExitReason> ended() {
        return ended;
    }

    boolean takesCalls() {
        return state.takesCalls();
    }

    /** Returns whether frames to the process are encoded in CBOR. */
    boolean binary() {
        return ready.join().binary();
    }

    /** Returns whether the plugin has a {@code close()}. */
    private boolean closes() {
        return ready.isDone()
                && !ready.isCompletedExceptionally()
                && ready.join().closes();
    }

    /** Returns the port for a debugger, or {@code null} when the process has not printed a port. */
    @Nullable
    String debugger() {
        return child.debugger();
    }

    boolean hasProbe() {
        return ready.join().probe();
    }

    Path log() {
        return child.log().file();
    }

    long pid() {
        return child.pid();
    }

    PendingCalls calls() {
        return calls;
    }

    /**
     * Sends one frame.
     *
     * @return {@code false} when the process ended before any part of the frame was sent
     * @throws Unread when the process has too much unread data
     */
    boolean send(ByteBuffer frame) throws Unread {
        try {
            return socket.send(frame);
        } catch (Unread e) {
            throw e;
        } catch (IOException e) {
            gone(e);
            return true;
        }
    }

    /** Waits until {@link #send} can succeed because the process has read enough, or until the process has ended. */
    void awaitRead() throws InterruptedException {
        socket.awaitRead();
    }

    /** Sends a frame without a body after all earlier frames. */
    void tell(ByteBuffer bare) {
        try {
            socket.send(bare);
        } catch (IOException e) {
            gone(e);
        }
    }

    /** Handles a broken connection. The reader's thread determines the reason. */
    private void gone(IOException e) {
        LOG.debug("Lost the connection to {}", child.pid(), e);
        state.stop();
        closeSocket();
    }

    /** Pings the process, and kills it if it misses too many pings. Called at each heartbeat. */
    void beat() {
        try {
            endIf(pulse.beat());
        } catch (IOException e) {
            gone(e);
        }
    }

    /** Kills the process if it exceeds its memory limit. Called periodically. */
    void watchMemory() {
        endIf(pulse.memory());
    }

    private void endIf(@Nullable String why) {
        if (why != null) {
            end(why);
        }
    }

    /**
     * Kills the process; the reader's thread then cleans up. A process that has already exited keeps its own reason.
     */
    private void end(String why) {
        if (child.isAlive()) {
            state.end(why);
        } else {
            state.stop();
        }
        child.kill();
        closeSocket();
    }

    /**
     * Reads until the connection closes, and then cleans up. Only this thread cleans up, so the cleanup happens once.
     */
    private void run() {
        try {
            socket.read(this::heard);
        } catch (ProtocolException e) {
            state.end(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            state.end("the host ran out of memory while reading from the process");
        } catch (IOException e) {
            LOG.debug("Lost the connection to {}", child.pid(), e);
        } finally {
            state.stop();
            finish();
        }
    }

    private void finish() {
        closeSocket();
        long busySince = calls.busySince();
        int code = child.end();
        LastWords words = child.lastWords(LAST_WORDS, ready.isDone() ? busySince : child.began());
        ExitReason how =
                ExitReason.of(state.endReason(), code, words, spec.setup().limit());
        child.log().hostLine("process " + child.pid() + " ended: " + how.how());
        calls.end(how);
        ready.completeExceptionally(new IOException(how.how()));
        ended.complete(how);
    }

    private void heard(Frame frame) {
        switch (frame.kind()) {
            case ANSWER -> calls.answer(frame);
            case FAULT -> {
                if (frame.id() == 0 && !ready.isDone()) {
                    refused(frame);
                } else {
                    calls.answer(frame);
                }
            }
            case PONG -> {} // no action, since Pulse counts the received bytes
            case READY -> ready(frame);
            default -> LOG.debug("Ignoring a frame {}, which a process must not send", frame.kind());
        }
    }

    private void ready(Frame frame) {
        try {
            ready.complete(Readiness.of(frame));
        } catch (BadData e) {
            end("its READY frame contains " + e.getMessage());
        }
    }

    private void refused(Frame frame) {
        try {
            ready.completeExceptionally(
                    ProcessFailure.refused(FrameBody.read(frame), child.log().file()));
        } catch (BadData e) {
            end("its FAULT frame contains " + e.getMessage());
        }
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Could not close a socket", e);
        }
    }

    /** Sends a request to exit, kills the process at its shutdown timeout, and waits for its exit. */
    @Override
    public void close() {
        if (state.stop()) {
            tell(FrameSocket.bare(FrameKind.CLOSE, 0));
            child.awaitExit(closes() ? CloseDeadlines.PROCESS : spec.shutdownTimeout());
        }
        end("the plugin was closed");
        requireNonNull(ended.join());
    }
}
