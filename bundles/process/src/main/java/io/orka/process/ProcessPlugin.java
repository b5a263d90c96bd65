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
 * A plugin that runs in a separate process. When the process ends, the calls it had fail with
 * {@link CallCodes#PROCESS_ENDED}, and the next ones go to a new process.
 *
 * <p>Safe for use by many threads. Interrupting a thread that waits for an answer tells the process that nobody waits.
 */
public final class ProcessPlugin implements OrkaCall, AutoCloseable {

    /** How much memory it takes to write a body, as a multiple of its length. */
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
     * @throws FailedCall when the process has ended, panicked, reports an error, or is not there
     * @throws InterruptedException when this thread was interrupted and nobody has cancelled the call
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
     * Whether the plugin can be asked if it can serve, by {@link #probe}.
     *
     * @return what its first process said when it was ready
     */
    public boolean hasProbe() {
        return hasProbe;
    }

    /**
     * Asks the plugin if it can serve.
     *
     * @param context of the question
     * @return a success
     * @throws FailedCall when it cannot
     * @throws InterruptedException when this thread was interrupted and nobody has cancelled the question
     */
    public Response probe(CallContext context) throws FailedCall, InterruptedException {
        return exchange(FrameKind.PROBE, context, 0, process -> FrameSocket.bare(FrameKind.PROBE, 0));
    }

    /** What is to be sent; written for the process that gets it. */
    private interface Question {
        ByteBuffer write(RunningProcess process) throws FailedCall;
    }

    private Response exchange(FrameKind kind, CallContext context, long length, Question question)
            throws FailedCall, InterruptedException {
        try {
            return exchanged(kind, context, length, question);
        } catch (OutOfMemoryError e) { // no code of the plugin runs here
            throw new FailedCall(
                    CallCodes.HOST_MEMORY,
                    "the host has no memory left for its arguments or its answer; give the host more heap, or ask for less"
                            + " at once",
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
                // What was never sent may be sent to the next process: nobody has begun to work on it.
                if (send(process, kind, id, length, question)) {
                    context.onCancel(cancel);
                    Frame frame = await(answer, context, cancel);
                    taken = true;
                    return read(frame);
                }
            } finally {
                context.forget(cancel);
                process.calls().forget(id);
                if (!taken) { // it may come at this moment
                    CompletableFuture<Void> unused = answer.thenAccept(Frame::release);
                }
            }
        }
    }

    /** Waits where the process is behind with what was sent before; one that stays behind is ended. */
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

    /** A caller that was cancelled has left, and this thread stays occupied until the plugin has really returned. */
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
     * Reports the last crash, until the process that was started after it has proved stable.
     *
     * @return empty when there was none, or the process is stable again
     */
    public Optional<CrashReport> crashReport() {
        return supervisor.crashReport();
    }

    /**
     * What somebody should know who sees the plugin run, such as where a debugger can be attached.
     *
     * @return sentences; mostly none
     */
    public List<String> remarks() {
        return supervisor.remarks();
    }

    /**
     * Asks the process to exit, kills it with all its children when the shutdown timeout has passed, and returns when it is
     * gone. Further calls do nothing.
     */
    @Override
    public void close() {
        supervisor.close();
    }

    /** For the tests: the process that answers now. */
    long pid() throws FailedCall, InterruptedException {
        return requireNonNull(supervisor.process()).pid();
    }

    Duration heartbeat() {
        return supervisor.heartbeat();
    }
}
