package com.example.engine;

import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Greets by the plugin registered as {@code hello}; in the shell as {@code engine:greet NAME}.
 *
 * <p>When the plugin is swapped, its service may change. The reference is dynamic, so this component lives on, only its
 * field changes, and its own callers notice nothing. It is greedy, so the field follows to a better service at once. A
 * call that is under way in the old version ends there.
 */
@Component(property = {"osgi.command.scope=engine", "osgi.command.function=greet"})
public final class HelloGreeter implements Greeter {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Reference(
            target = "(orka.name=hello)",
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    @SuppressWarnings("NullAway.Init") // set before anybody can call, since the reference is mandatory
    private volatile OrkaCall hello;

    @Override
    public String greet(String name) throws Exception {
        CancellableContext context = new CancellableContext(Instant.now().plus(PATIENCE), Map.of());
        Response response = hello.call(context, new Request("HelloWorld", Map.of("name", name)));
        if (!response.success()) {
            throw new GreetingFailed(String.valueOf(response.error()));
        }
        if (response.data() instanceof Map<?, ?> data && data.get("message") instanceof String message) {
            return message;
        }
        throw new GreetingFailed("the plugin answered without a message: " + response.data());
    }
}
