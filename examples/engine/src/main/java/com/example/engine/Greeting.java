package com.example.engine;

import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** One call of the plugin {@code hello}: the request, the deadline, and the greeting in the response. */
final class Greeting {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Greeting() {}

    static String by(OrkaCall hello, String name) throws Exception {
        CancellableContext context = new CancellableContext(Instant.now().plus(PATIENCE), Map.of());
        Response response = hello.call(context, new Request("HelloWorld", Map.of("name", name)));
        if (!response.success()) {
            throw new GreetingFailed(response.error());
        }
        if (response.data() instanceof Map<?, ?> data && data.get("message") instanceof String message) {
            return message;
        }
        throw new GreetingFailed("the plugin answered without a message: " + response.data());
    }
}
