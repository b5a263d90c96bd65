package io.orka.guest;

import static java.util.Objects.requireNonNull;

import io.orka.entry.JsonLike;
import io.orka.entry.NotJsonLike;
import io.orka.entry.RecordedThrow;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Response;
import io.orka.wire.BadData;
import io.orka.wire.Frame;
import io.orka.wire.Weight;
import io.orka.wire.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * One call. The thread of a call is reused. The thread is therefore interrupted only under this object's lock, and
 * never after the end of the call.
 */
final class RunningCall {

    private static final int READING_TIMES = 2;

    private final OrkaCall plugin;
    private final ClassLoader loader;
    private final Workspace workspace;
    private @Nullable Frame frame;
    private @Nullable Thread runner;
    private @Nullable CancellableContext context;
    private boolean cancelled;

    RunningCall(OrkaCall plugin, ClassLoader loader, Workspace workspace, Frame frame) {
        this.plugin = plugin;
        this.loader = loader;
        this.workspace = workspace;
        this.frame = frame;
    }

    /** The result of a call. The outcome is encoded when the workspace has memory for the encoding. */
    interface Given {

        /** Returns the estimated length of the answer. */
        long length();

        /** Encodes the result. Data that cannot be encoded results in a fault. */
        Outcome outcome();
    }

    private record Answer(
            boolean success,
            @Nullable String error,
            @Nullable Object data) implements Given {

        @Override
        public long length() {
            return Weight.of(data) + (error == null ? 0 : error.length());
        }

        @Override
        public Outcome outcome() {
            try {
                return Outcome.answer(success, error, data);
            } catch (BadData e) {
                return Outcome.badData(String.valueOf(e.getMessage()));
            }
        }
    }

    private record Failed(Outcome outcome) implements Given {
        @Override
        public long length() {
            return 0;
        }
    }

    /** Runs the call on this thread. */
    Given run() {
        Thread.currentThread().setContextClassLoader(loader);
        GuestCodec.Call call;
        try {
            call = read();
        } catch (BadData e) {
            return new Failed(Outcome.badArguments(String.valueOf(e.getMessage())));
        }
        try {
            begin(call.context());
            Response given = plugin.call(call.context(), call.request());
            if (given == null) {
                return new Failed(Outcome.nothing());
            }
            return new Answer(given.success(), given.error(), JsonLike.check(given.data()));
        } catch (NotJsonLike e) {
            return new Failed(Outcome.badData(e.describe("data")));
        } catch (Throwable thrown) { // includes errors, so that any exception of a plugin fails only this call
            return new Failed(Outcome.threw(thrown));
        } finally {
            end();
        }
    }

    /** Decodes the bytes and releases their memory. May be called once. */
    private GuestCodec.Call read() throws BadData {
        Frame sent = requireNonNull(frame);
        frame = null;
        byte[] body = sent.body();
        try (Workspace.Use use = workspace.use(body.length, READING_TIMES)) {
            return GuestCodec.call(body);
        } finally {
            sent.release();
        }
    }

    private void begin(CancellableContext opened) {
        opened.onCancel(
                this::interrupt); // runs before the plugin's cancel actions, when the context is already cancelled
        boolean before;
        synchronized (this) {
            runner = Thread.currentThread();
            context = opened;
            before = cancelled;
        }
        if (before) {
            cancel();
        }
    }

    private void end() {
        synchronized (this) {
            runner = null;
        }
        boolean unused = Thread.interrupted(); // an interrupt for this call must not reach the next call
    }

    /** Cancels the context and interrupts the thread. */
    void cancel() {
        CancellableContext told;
        synchronized (this) {
            cancelled = true;
            told = context;
        }
        if (told != null) {
            Thread.currentThread().setContextClassLoader(loader);
            try {
                told.cancel();
            } catch (Throwable thrown) { // the caller cannot handle an exception
                System.err.println(
                        "a cancel action threw " + RecordedThrow.of(thrown).getMessage());
            }
        }
    }

    private synchronized void interrupt() {
        if (runner != null) {
            runner.interrupt();
        }
    }
}
