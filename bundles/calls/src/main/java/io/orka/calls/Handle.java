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

/** A service object that callers keep, and that routes each call to the current generation of its key. */
final class Handle implements OrkaCall {

    private final PluginKey key;
    private final VersionRoutes routes;
    private final int index;

    /**
     * The generation at the last change of the routes, cached to save a lookup. Each call compares it with the routes.
     */
    private volatile @Nullable Generation guess;

    Handle(PluginKey key, VersionRoutes routes, int index) {
        this.key = key;
        this.routes = routes;
        this.index = index;
    }

    PluginKey key() {
        return key;
    }

    int index() {
        return index;
    }

    VersionRoutes routes() {
        return routes;
    }

    @Nullable
    Generation serving() {
        return routes.generations()[index];
    }

    /** Sets the cached generation. Called only by {@link VersionRoutes}, after a change of the routes. */
    void guess(@Nullable Generation next) {
        guess = next;
    }

    /** Has the effect of the inherited method, but without a second virtual call. */
    @Override
    public Response call(Request request) {
        return call(CallContext.none(), request);
    }

    @Override
    public Response call(CallContext context, Request request) {
        requireNonNull(context, "context is null");
        Request checked = arguments(request);
        Generation generation = guess;
        if (generation == null) {
            generation = serving();
        }
        while (generation != null) {
            CounterStripe stripe = generation.inFlightCounter().enter();
            try {
                Generation serving = serving();
                if (serving == generation) {
                    return generation.call(context, checked);
                }
                stripe.discount();
                generation = serving;
            } finally {
                stripe.leave();
            }
        }
        throw routes.stopping()
                ? Calls.stopping(key.toString(), request.method())
                : new OrkaCallException(
                        CallCodes.NO_LONGER_REGISTERED,
                        key.toString(),
                        request.method(),
                        "the plugin is no longer registered",
                        null);
    }

    private Request arguments(Request request) {
        if (request.args().isEmpty()) {
            return request;
        }
        try {
            return JsonLike.checkArguments(request);
        } catch (NotJsonLike e) {
            throw bad(request, e.describe("args"), null);
        } catch (Throwable thrown) { // reading the caller's own maps and lists may throw anything
            ThrownCopy copy = ThrownCopy.of(thrown);
            throw bad(request, "arguments that cannot be read: " + copy.line(), copy);
        }
    }

    private OrkaCallException bad(Request request, String what, @Nullable Throwable cause) {
        return new OrkaCallException(
                CallCodes.BAD_ARGUMENTS, key.toString(), request.method(), "was given " + what, cause);
    }

    @Override
    public String toString() {
        return "OrkaCall(" + key + ")";
    }
}
