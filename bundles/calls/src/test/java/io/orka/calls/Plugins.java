package io.orka.calls;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Creates generations and requests for tests. */
final class Plugins {

    static final Request PING = new Request("Ping");

    private Plugins() {}

    static Generation generation(String key, long number, OrkaCall target) {
        return new Generation(PluginKey.parse(key), "c0ffee", number, target, Plugins.class.getClassLoader());
    }

    /** Creates a generation that answers with its key and number. */
    static Generation answering(String key, long number) {
        return generation(key, number, (context, request) -> Response.ok(key + "#" + number));
    }

    static Object answer(OrkaCall call) {
        try {
            return requireNonNull(call.call(PING).data());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("a handle throws unchecked exceptions only", e);
        }
    }
}
