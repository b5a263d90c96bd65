package com.example.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Sends messages through the Telegram Bot API. */
public final class TelegramPlugin {

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Map<String, String> environment;

    public TelegramPlugin() {
        this(System.getenv());
    }

    TelegramPlugin(Map<String, String> environment) {
        this.environment = environment;
    }

    public Response callMethod(Request request) throws IOException, InterruptedException {
        return switch (request.method()) {
            case "SendMessage" -> sendMessage(request);
            default -> Response.fail("Unknown method: " + request.method());
        };
    }

    private Response sendMessage(Request request) throws IOException, InterruptedException {
        Bot bot = Bot.of(request, environment);
        Map<String, String> message = Map.of("chat_id", request.string("chatID"), "text", request.string("text"));
        HttpRequest post = HttpRequest.newBuilder(bot.endpoint("sendMessage"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(message)))
                .build();
        HttpResponse<String> response = http.send(post, BodyHandlers.ofString());
        JsonNode answer = parse(response.body());
        if (!answer.path("ok").asBoolean()) {
            String reason = answer.path("description").asText("it gave no reason");
            return Response.fail("Telegram refused the message (HTTP " + response.statusCode() + "): " + reason);
        }
        return Response.ok(
                Map.of("messageID", answer.path("result").path("message_id").asText()));
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
