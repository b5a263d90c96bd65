package io.orka.process;

import static java.util.Objects.requireNonNull;

import io.orka.wire.BadData;
import io.orka.wire.Frame;
import io.orka.wire.FrameKind;
import io.orka.wire.FrameSocket;
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

/** One process from its start to its end: it is ready when this object exists, and it is over once, for one reason. */
final class RunningProcess implements AutoCloseable {

    static final long PROTOCOL = 1;

    private static final Logger LOG = LoggerFactory.getLogger(RunningProcess.class);
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    /** For one that says it has something to close: its own time for that, and a second. */
    private static final Duration CLOSING = Duration.ofSeconds(9);

    private final LaunchSpec program;
    private final ChildProcess birth;
    private final FrameSocket socket;
    private final Pulse pulse;
    private final PendingCalls calls = new PendingCalls();
    private final CompletableFuture<Readiness> ready = new CompletableFuture<>();
    private final CompletableFuture<ExitReason> ended = new CompletableFuture<>();
    private final ProcessState state = new ProcessState();

    private RunningProcess(LaunchSpec program, ChildProcess birth, SocketChannel channel, Processes place)
            throws IOException {
        this.program = program;
        this.birth = birth;
        this.socket = new FrameSocket(channel, place.large().room());
        this.pulse = new Pulse(socket, birth.pid(), program.setup());
    }

    /** Starts a process and returns when it is ready; throws a {@link ProcessFailure} when it does not come to that. */
    static RunningProcess start(LaunchSpec program, Processes place) {
        ChildProcess birth = ChildProcess.begin(program, place);
        long end = System.nanoTime() + place.startDeadline().toNanos();
        RunningProcess running;
        try {
            running = new RunningProcess(program, birth, birth.connection(end), place);
        } catch (IOException e) {
            birth.end();
            throw ProcessFailure.cannotStart(e.toString(), e);
        } catch (ProcessFailure e) {
            birth.end();
            throw e;
        }
        Thread thread = new Thread(running::run, "orka-process " + program.plugin());
        thread.setDaemon(true);
        thread.start();
        running.awaitReady(end, place.startDeadline());
        return running;
    }

    private void awaitReady(long until, Duration patience) {
        try {
            Readiness said = ready.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (said.version() != PROTOCOL) {
                abandon();
                throw ProcessFailure.otherProtocol(said.version());
            }
        } catch (ExecutionException e) {
            abandon();
            if (e.getCause() instanceof ProcessFailure refusal) {
                throw refusal;
            }
            throw ProcessFailure.ended(ended.join().line(), birth.log().file());
        } catch (TimeoutException e) {
            abandon();
            throw ProcessFailure.notReady(patience, birth.log().file());
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
            throw ProcessFailure.cannotStart("it was interrupted", e);
        }
    }

    /** One that never got ready has nothing to say goodbye to. */
    private void abandon() {
        end("it was not ready");
        requireNonNull(ended.join());
    }

    /** Done when the process is gone with all it has started, and its calls have failed. */
    CompletableFuture<ExitReason> ended() {
        return ended;
    }

    boolean takesCalls() {
        return state.takesCalls();
    }

    /** Whether it wants CBOR. */
    boolean binary() {
        return ready.join().binary();
    }

    /** Whether it has something to close. */
    private boolean closes() {
        return ready.isDone()
                && !ready.isCompletedExceptionally()
                && ready.join().closes();
    }

    /** The port at which a debugger can be attached, or {@code null} where the process has named none. */
    @Nullable
    String debugger() {
        return birth.debugger();
    }

    boolean hasProbe() {
        return ready.join().probe();
    }

    Path log() {
        return birth.log().file();
    }

    long pid() {
        return birth.pid();
    }

    PendingCalls calls() {
        return calls;
    }

    /**
     * Sends one frame.
     *
     * @return {@code false} when the process is over, and nothing of the frame was sent
     * @throws Unread when the process has left too much unread
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

    /** Waits until it has read so much that {@link #send} can succeed, or is over. */
    void awaitRead() throws InterruptedException {
        socket.awaitRead();
    }

    /** Sends a frame without a body, after all that were sent before. */
    void tell(ByteBuffer bare) {
        try {
            socket.send(bare);
        } catch (IOException e) {
            gone(e);
        }
    }

    /** It is gone, or as good as gone; how it ended is for the reader's thread to find out. */
    private void gone(IOException e) {
        LOG.debug("{} cannot be reached", birth.pid(), e);
        state.stop();
        closeSocket();
    }

    /** To be called at each beat: ends a process that leaves its heartbeats unanswered. */
    void beat() {
        try {
            endIf(pulse.beat());
        } catch (IOException e) {
            gone(e);
        }
    }

    /** To be called now and then: ends a process that takes more memory than it may. */
    void watchMemory() {
        endIf(pulse.memory());
    }

    private void endIf(@Nullable String why) {
        if (why != null) {
            end(why);
        }
    }

    /** Ends the process now, if it has not ended itself; the reader's thread does the rest. */
    private void end(String why) {
        if (birth.isAlive()) {
            state.end(why);
        } else {
            state.stop();
        }
        birth.kill();
        closeSocket();
    }

    /** Reads until the process is gone. This thread alone brings the end about, so it comes once. */
    private void run() {
        try {
            socket.read(this::heard);
        } catch (ProtocolException e) {
            state.end(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            state.end("the host has no memory left to read what it sends");
        } catch (IOException e) {
            LOG.debug("the connection to {} broke", birth.pid(), e);
        } finally {
            state.stop();
            finish();
        }
    }

    private void finish() {
        closeSocket();
        long busySince = calls.busySince();
        int code = birth.end();
        LastWords words = birth.lastWords(LAST_WORDS, ready.isDone() ? busySince : birth.began());
        ExitReason how =
                ExitReason.of(state.endReason(), code, words, program.setup().limit());
        birth.log().hostLine("the process " + birth.pid() + " is over: " + how.how());
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
            case PONG -> {} // as good as any other sign of life
            case READY -> ready(frame);
            default -> LOG.debug("{} is nothing a process may send", frame.kind());
        }
    }

    private void ready(Frame frame) {
        try {
            ready.complete(Readiness.of(frame));
        } catch (BadData e) {
            end("its readiness has " + e.getMessage());
        }
    }

    private void refused(Frame frame) {
        try {
            ready.completeExceptionally(
                    ProcessFailure.refused(FrameBody.read(frame), birth.log().file()));
        } catch (BadData e) {
            end("its refusal has " + e.getMessage());
        }
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a socket cannot be closed", e);
        }
    }

    /** Asks the process to end itself, and ends it when it has not within the time it may take; returns when it is gone. */
    @Override
    public void close() {
        if (state.stop()) {
            tell(FrameSocket.bare(FrameKind.CLOSE, 0));
            birth.awaitExit(closes() ? CLOSING : program.goodbye());
        }
        end("it was closed");
        requireNonNull(ended.join());
    }
}
