package com.example.embedding;

import io.orka.api.PluginEvent;
import io.orka.api.PluginInfo;
import io.orka.launcher.Orka;
import io.orka.launcher.OrkaHome;
import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Opens a host, greets three times, and closes the host: {@code Main HOME REGISTRY NAME}. */
public final class Main {

    private Main() {}

    /**
     * Greets a person in three ways.
     *
     * @param args the host's home directory, its registry file, and the name to greet
     * @throws Exception if the host does not start, or a call fails
     */
    public static void main(String[] args) throws Exception {
        Request request = new Request("HelloWorld", Map.of("name", args[2]));
        try (Orka orka = Orka.open(OrkaHome.of(Path.of(args[0])), Path.of(args[1]))) {
            orka.host().addListener(Main::happened); // registered until the host is closed

            Response response = orka.call("hello", request);
            System.out.println(response.success() ? response.data() : response.error());

            // You may keep a service: after a swap, the same object calls the new version.
            OrkaCall hello = orka.service("hello");
            System.out.println(hello.call(request).data());

            // An asynchronous call with a deadline.
            CallContext context =
                    new CancellableContext(Instant.now().plusSeconds(10), Map.of(CallContext.TENANT, "acme"));
            CompletionStage<Void> printed = orka.host()
                    .callAsync("hello", context, request)
                    .thenAccept(answer -> System.out.println(answer.data()));
            printed.toCompletableFuture().join();

            // Engine bundles get the host as the same type.
            for (PluginInfo plugin : orka.host().plugins()) {
                System.out.println(plugin.key() + " is " + plugin.state());
            }
        }
    }

    private static void happened(PluginEvent event) {
        if (event instanceof PluginEvent.Failed failed) {
            System.err.println(failed.key() + ": " + failed.failure().message());
        }
    }
}
