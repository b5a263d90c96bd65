package io.orka.calls;

import static java.util.Objects.requireNonNull;

import io.orka.entry.JsonLike;
import io.orka.entry.NotJsonLike;
import io.orka.identity.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import org.jspecify.annotations.Nullable;

/**
 * The end of a call's route: the plugin, and the data for its calls.
 *
 * @param key the key of the plugin
 * @param call the plugin itself, which may do and throw anything
 * @param contextLoader the thread context class loader while the plugin runs
 * @param seesContext whether the plugin can observe the context class loader; setting this loader is the largest cost
 *     of a short call
 */
record Target(PluginKey key, OrkaCall call, ClassLoader contextLoader, boolean seesContext) {

    private static final String NO_MEMORY = "the host ran out of memory during the call; increase its heap (-Xmx)";

    Target {
        requireNonNull(key, "key is null");
        requireNonNull(call, "target is null");
        requireNonNull(contextLoader, "contextLoader is null");
    }

    /** Returns this target without the indirection of a {@link LazyTarget} whose plugin has been constructed. */
    Target straight() {
        return call instanceof LazyTarget lazy ? new Target(key, lazy.known(), contextLoader, seesContext) : this;
    }

    /** Runs one call in this thread. The caller has counted the entry of the call. */
    Response answer(CallContext context, Request request) {
        return seesContext ? answerInContext(context, request) : answerHere(context, request);
    }

    /**
     * Runs a call like {@link #answer}, but on a thread that may outlive the plugin. The context class loader of the
     * thread identifies the plugin.
     */
    Response answerInContext(CallContext context, Request request) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(contextLoader);
        try {
            return answerHere(context, request);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Response answerHere(CallContext context, Request request) {
        try {
            Response given = call.call(context, request);
            if (given != null) {
                return copied(given);
            }
        } catch (NotJsonLike e) {
            throw failure(CallCodes.BAD_DATA, request, "returned " + e.describe("data"), null);
        } catch (FailedCall e) {
            throw failure(e.code(), request, String.valueOf(e.getMessage()), e.getCause());
        } catch (Throwable thrown) { // errors too: no object of the plugin may reach the caller
            throw threw(request, thrown);
        }
        throw failure(CallCodes.NO_RESPONSE, request, "returned null instead of a Response", null);
    }

    private static Response copied(Response given) throws NotJsonLike, FailedCall {
        try {
            return copy(given);
        } catch (OutOfMemoryError e) { // the host makes the copy, and uses its heap
            throw new FailedCall(CallCodes.HOST_MEMORY, NO_MEMORY, null);
        }
    }

    /** Copies and checks a response. The plugin may change its own response at any time, so the copy is checked. */
    private static Response copy(Response given) throws NotJsonLike {
        Response answer = new Response();
        answer.set(given);
        Object data = answer.data();
        Object checked = JsonLike.check(data);
        if (checked != data) {
            answer.setData(checked);
        }
        return answer;
    }

    /** Returns the failure for an exception that was thrown outside the plugin. */
    OrkaCallException beyond(Request request, Throwable thrown) {
        return thrown instanceof OutOfMemoryError
                ? failure(CallCodes.HOST_MEMORY, request, NO_MEMORY, null)
                : threw(request, thrown);
    }

    OrkaCallException threw(Request request, Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        ThrownCopy copy = ThrownCopy.of(thrown);
        return failure(CallCodes.PLUGIN_THREW, request, copy.line(), copy);
    }

    OrkaCallException failure(String code, Request request, String message, @Nullable Throwable cause) {
        return new OrkaCallException(code, key.toString(), request.method(), message, cause);
    }
}
