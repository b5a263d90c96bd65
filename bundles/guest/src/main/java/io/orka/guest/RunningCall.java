package io.orka.guest;

import io.orka.entry.JsonLike;
import io.orka.entry.NotJsonLike;
import io.orka.entry.RecordedThrow;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Response;
import io.orka.wire.BadData;
import org.jspecify.annotations.Nullable;

/**
 * One call. Its thread is used again, so it is interrupted only under this object's lock, and never after the call is
 * over.
 */
final class RunningCall {

    private final OrkaCall plugin;
    private final ClassLoader loader;
    private final byte[] body;
    private @Nullable Thread runner;
    private @Nullable CancellableContext context;
    private boolean cancelled;

    RunningCall(OrkaCall plugin, ClassLoader loader, byte[] body) {
        this.plugin = plugin;
        this.loader = loader;
        this.body = body;
    }

    /** Runs it in this thread; whatever the plugin does, there is an outcome. */
    Outcome run() {
        Thread.currentThread().setContextClassLoader(loader);
        Bodies.Call call;
        try {
            call = Bodies.call(body);
        } catch (BadData e) {
            return Outcome.badArguments(String.valueOf(e.getMessage()));
        }
        try {
            begin(call.context());
            Response given = plugin.call(call.context(), call.request());
            if (given == null) {
                return Outcome.nothing();
            }
            return Outcome.answer(given.success(), given.error(), JsonLike.check(given.data()));
        } catch (NotJsonLike e) {
            return Outcome.badData(e.describe("data"));
        } catch (BadData e) {
            return Outcome.badData(String.valueOf(e.getMessage()));
        } catch (Throwable thrown) { // errors too: whatever a plugin throws is this call's failure
            return Outcome.threw(thrown);
        } finally {
            end();
        }
    }

    private void begin(CancellableContext opened) {
        opened.onCancel(this::interrupt); // before the plugin's actions, and when the context says that it is cancelled
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
        boolean unused = Thread.interrupted(); // whoever wanted this call to end has it
    }

    /** Tells the plugin in every way there is that nobody waits any more. */
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
            } catch (Throwable thrown) { // it is of no use to who cancels
                System.err.println("an action for a cancelled call threw "
                        + RecordedThrow.of(thrown).getMessage());
            }
        }
    }

    private synchronized void interrupt() {
        if (runner != null) {
            runner.interrupt();
        }
    }
}
