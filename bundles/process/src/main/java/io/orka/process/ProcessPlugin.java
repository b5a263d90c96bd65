package io.orka.process;

import static java.util.Objects.requireNonNull;

import io.orka.calls.CallCodes;
import io.orka.calls.FailedCall;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import io.orka.wire.Frame;
import io.orka.wire.FrameKind;
import io.orka.wire.FrameSocket;
import io.orka.wire.Unread;
import io.orka.wire.Weight;
import io.orka.wire.Workspace;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A plugin that runs in a separate process. When the process ends, its running calls fail with {@link
 * CallCodes#PROCESS_ENDED}, and new calls are sent to a new process.
 *
 * <p>Safe for use by multiple threads. Interrupting a thread that waits for an answer cancels the call in the process.
 */
public final class ProcessPlugin implements OrkaCall, AutoCloseable {

    /** The memory to encode a body, as a multiple of its length. */
    private static final int WRITING_TIMES = 3;

    private final Supervisor supervisor;
    private final boolean hasProbe;

    private ProcessPlugin(Supervisor supervisor, boolean hasProbe) {
        this.supervisor = supervisor;
        this.hasProbe = hasProbe;
    }

    static ProcessPlugin start(LaunchSpec spec, Processes processes) {
        Supervisor supervisor = new Supervisor(spec, processes);
        return new ProcessPlugin(supervisor, supervisor.begin().hasProbe());
    }

    /**
     * Runs one call in the process.
     *
     * @throws FailedCall when the process has ended, panicked, reports an error, or is not available
     * @throws InterruptedException when this thread was interrupted and the call was not cancelled
     */
    @Override
    public Response call(CallContext context, Request request) throws FailedCall, InterruptedException {
        return exchange(
                FrameKind.CALL,
                context,
                Weight.of(request.args()),
                process -> CallCodec.write(context, request, process.binary()));
    }

    /**
     * Returns whether the plugin has a readiness probe; see {@link #probe}.
     *
     * @return the value that the plugin's first process reported
     */
    public boolean hasProbe() {
        return hasProbe;
    }

    /**
     * Runs the plugin's readiness probe.
     *
     * @param context the context of the probe
     * @return a successful response
     * @throws FailedCall when the plugin is not ready
     * @throws InterruptedException when this thread was interrupted and the probe was not cancelled
     */
    public Response probe(CallContext context) throws FailedCall, InterruptedException {
        return exchange(FrameKind.PROBE, context, 0, process -> FrameSocket.bare(FrameKind.PROBE, 0));
    }

    /** The encoder of a frame for the process that receives the frame. */
    private interface Question {
        ByteBuffer write(RunningProcess process) throws FailedCall;
    }

    private Response exchange(FrameKind kind, CallContext context, long length, Question question)
            throws FailedCall, InterruptedException {
        try {
            return exchanged(kind, context, length, question);
        } catch (OutOfMemoryError e) { // no plugin code runs here
            throw new FailedCall(
                    CallCodes.HOST_MEMORY,
                    "the host ran out of memory for the arguments or the response of the call; increase the host's heap (-Xmx), or"
                            + " exchange less data per call",
                    null);
        }
    }

    private Response exchanged(FrameKind kind, CallContext context, long length, Question question)
            throws FailedCall, InterruptedException {
        while (true) {
            RunningProcess process = supervisor.process();
            long id = process.calls().nextId();
            CompletableFuture<Frame> answer = process.calls().add(id);
            Runnable cancel = () -> process.tell(FrameSocket.bare(FrameKind.CANCEL, id));
            boolean taken = false;
            try {
                // A call that was not sent can be sent to the next process, since no process has started the call.
                if (send(process, kind, id, length, question)) {
                    context.onCancel(cancel);
                    Frame frame = await(answer, context, cancel);
                    taken = true;
                    return read(frame);
                }
            } finally {
                context.forget(cancel);
                process.calls().forget(id);
                if (!taken) { // the answer may arrive at this moment
                    CompletableFuture<Void> unused = answer.thenAccept(Frame::release);
                }
            }
        }
    }

    /**
     * Sends one frame. Waits if the process has too much unread data; a process that stops reading misses heartbeats.
     */
    private boolean send(RunningProcess process, FrameKind kind, long id, long length, Question question)
            throws FailedCall, InterruptedException {
        while (true) {
            try (Workspace.Use use = supervisor.large().workspace().use(length, WRITING_TIMES)) {
                return process.send(FrameSocket.head(question.write(process), kind, id));
            } catch (Unread e) {
                process.awaitRead();
            }
        }
    }

    private Response read(Frame frame) throws FailedCall {
        try {
            return CallCodec.read(frame, supervisor.large());
        } finally {
            frame.release();
        }
    }

    /**
     * Waits for the answer. After a cancellation the caller has returned, but this thread waits until the plugin has
     * returned.
     */
    private static Frame await(CompletableFuture<Frame> answer, CallContext context, Runnable cancel)
            throws FailedCall, InterruptedException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException e) {
                    cancel.run();
                    if (!context.isCancelled()) {
                        throw e;
                    }
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof FailedCall failed) {
                        throw new FailedCall(failed.code(), String.valueOf(failed.getMessage()), failed.getCause());
                    }
                    throw new FailedCall(CallCodes.PROCESS_ENDED, String.valueOf(e.getMessage()), e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Reports the last crash, until the next process is stable.
     *
     * @return the report; empty without a crash, or when the process is stable again
     */
    public Optional<CrashReport> crashReport() {
        return supervisor.crashReport();
    }

    /**
     * Returns remarks for the operator, such as the address for a debugger.
     *
     * @return remarks; usually none
     */
    public List<String> remarks() {
        return supervisor.remarks();
    }

    /**
     * Sends a request to exit, kills the process with all its descendants at the shutdown timeout, and waits for the
     * exit of the process. Further calls do nothing.
     */
    @Override
    public void close() {
        supervisor.close();
    }

    /** Returns the pid of the active process, for tests. */
    long pid() throws FailedCall, InterruptedException {
        return requireNonNull(supervisor.process()).pid();
    }

    Duration heartbeat() {
        return supervisor.heartbeat();
    }
}
