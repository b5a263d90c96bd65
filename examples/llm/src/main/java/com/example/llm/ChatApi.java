package com.example.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The API operation that the plugin uses: create the next message of a conversation. */
final class ChatApi implements AutoCloseable {

    /** The longest wait for a response. Large models may need minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    Response ask(Account account, Request request, List<?> messages, CallContext context)
            throws IOException, InterruptedException {
        HttpRequest post = account.request("chat/completions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(question(account, request, messages))))
                .build();
        Duration patience = patience(context);
        if (context.isCancelled() || patience.isNegative()) {
            return Response.fail("The call was cancelled, or its deadline had passed, before the model was asked");
        }
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(post, BodyHandlers.ofString());
        context.onCancel(() -> answer.cancel(true));
        try {
            return read(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Response.fail("The model did not answer in time");
        } catch (CancellationException | ExecutionException e) {
            if (context.isCancelled()) {
                return Response.fail("The call was cancelled");
            }
            throw new IOException("No answer from " + account.base() + ": " + e.getMessage(), e);
        } finally {
            answer.cancel(true);
        }
    }

    /**
     * Closes the client, from Java 21 on. On earlier versions, the threads end after the client is garbage collected.
     */
    @Override
    public void close() throws Exception {
        if (http instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private static Duration patience(CallContext context) {
        return context.deadline()
                .map(deadline -> Duration.between(Instant.now(), deadline))
                .filter(left -> left.compareTo(PATIENCE) < 0)
                .orElse(PATIENCE);
    }

    private static Map<String, Object> question(Account account, Request request, List<?> messages) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("model", account.model());
        question.put("messages", messages);
        question.put("stream", false);
        if (request.has("temperature")) {
            question.put("temperature", request.number("temperature", 1));
        }
        if (request.has("maxTokens")) {
            question.put("max_tokens", request.integer("maxTokens", 0));
        }
        return question;
    }

    private Response read(HttpResponse<String> response) {
        JsonNode answer = parse(response.body());
        JsonNode choice = answer.path("choices").path(0);
        if (response.statusCode() != 200 || choice.isMissingNode()) {
            String reason = answer.path("error").path("message").asText("it gave no reason");
            return Response.fail("The model's API refused (HTTP " + response.statusCode() + "): " + reason);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("content", choice.path("message").path("content").asText());
        data.put("model", answer.path("model").asText());
        data.put("finishReason", choice.path("finish_reason").asText());
        data.put("usage", json.convertValue(answer.path("usage"), Object.class));
        return Response.ok(data);
    }

    /** Parses a response. If a proxy sends no JSON, the HTTP status is the only information. */
    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
