package io.orka.calls;

import static java.util.Objects.requireNonNull;

import io.orka.entry.JsonLike;
import io.orka.entry.NotJsonLike;
import io.orka.registry.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import org.jspecify.annotations.Nullable;

/** The object callers hold: it stays the same while generations come and go. */
final class Handle implements OrkaCall {

    private final PluginKey key;
    private final Family family;
    private final int slot;

    Handle(PluginKey key, Family family, int slot) {
        this.key = key;
        this.family = family;
        this.slot = slot;
    }

    PluginKey key() {
        return key;
    }

    @Nullable
    Generation serving() {
        return family.routes()[slot];
    }

    @Override
    public Response call(CallContext context, Request request) {
        requireNonNull(context, "context is null");
        Request checked = arguments(request);
        for (; ; ) {
            @Nullable Generation[] routes = family.routes();
            Generation generation = routes[slot];
            if (generation == null) {
                throw new OrkaCallException(
                        CallCodes.NO_LONGER_REGISTERED,
                        key.toString(),
                        request.method(),
                        "the plugin is no longer registered",
                        null);
            }
            Traffic traffic = generation.traffic();
            int lane = traffic.enter();
            if (family.routes() != routes) {
                traffic.turnBack(lane);
                continue;
            }
            try {
                return generation.call(context, checked);
            } finally {
                traffic.leave(lane);
            }
        }
    }

    private Request arguments(Request request) {
        if (request.args().isEmpty()) {
            return request;
        }
        try {
            return JsonLike.checkArguments(request);
        } catch (NotJsonLike e) {
            throw bad(request, e.describe("args"), null);
        } catch (Throwable thrown) { // the caller's own maps and lists may throw anything while they are read
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
