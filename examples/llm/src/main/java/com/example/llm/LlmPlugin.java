package com.example.llm;

import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.List;
import java.util.Map;

/** Asks a language model through an OpenAI-compatible API. Returns complete responses, not streams. */
public final class LlmPlugin implements OrkaCall, AutoCloseable {

    private final Map<String, String> environment;
    private final ChatApi api = new ChatApi();

    public LlmPlugin() {
        this(System.getenv());
    }

    LlmPlugin(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Response call(CallContext context, Request request) throws Exception {
        return switch (request.method()) {
            case "Ping" -> ping();
            case "Chat" -> api.ask(Account.of(request, environment), request, messages(request), context);
            case "Complete" -> api.ask(Account.of(request, environment), request, prompt(request), context);
            default -> Response.fail("Unknown method: " + request.method());
        };
    }

    /** Closes the client. The host calls this method after the last call has returned. */
    @Override
    public void close() throws Exception {
        api.close();
    }

    private Response ping() {
        Account account = Account.of(new Request("Ping"), environment);
        return Response.ok(Map.of("message", "pong", "apiBase", account.base(), "model", account.model()));
    }

    private static List<?> messages(Request request) {
        List<?> messages = request.list("messages");
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("argument 'messages' is missing or empty");
        }
        return messages;
    }

    private static List<?> prompt(Request request) {
        return List.of(Map.of("role", "user", "content", request.string("prompt")));
    }
}
