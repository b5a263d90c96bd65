package com.example.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TelegramPluginTest {

    private static final String TOKEN = "123456:ABC-def";

    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<Map<?, ?>> bodies = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "{\"ok\":true,\"result\":{\"message_id\":42}}";
    private HttpServer server;
    private TelegramPlugin plugin;

    @BeforeEach
    void startTelegram() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            bodies.add(new ObjectMapper().readValue(exchange.getRequestBody(), Map.class));
            byte[] bytes = answer.getBytes();
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        plugin = new TelegramPlugin(Map.of("TELEGRAM_API_BASE", base(), "TELEGRAM_BOT_TOKEN", TOKEN));
    }

    @AfterEach
    void stopTelegram() {
        server.stop(0);
    }

    @Test
    void sendsAMessageWithTheTokenOfTheHost() throws Exception {
        Response response = send(Map.of("chatID", "7", "text", "Grüße\n\"you\""));

        assertTrue(response.success());
        assertEquals(Map.of("messageID", "42"), response.data());
        assertEquals(List.of("/bot" + TOKEN + "/sendMessage"), paths);
        assertEquals(List.of(Map.of("chat_id", "7", "text", "Grüße\n\"you\"")), bodies);
    }

    @Test
    void sendsToTheBaseAndWithTheTokenOfTheCall() throws Exception {
        plugin = new TelegramPlugin(Map.of());

        assertTrue(send(Map.of("chatID", "7", "text", "hi", "apiBase", base() + "/proxy", "token", "9:own"))
                .success());
        assertEquals(List.of("/proxy/bot9:own/sendMessage"), paths);
    }

    @Test
    void keepsTheTokenOfTheHostFromAnotherBase() {
        assertThrows(
                IllegalArgumentException.class, () -> send(Map.of("chatID", "7", "text", "hi", "apiBase", base())));
        assertEquals(List.of(), paths);
    }

    @Test
    void tellsWhyTelegramRefused() throws Exception {
        status = 400;
        answer = "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: chat not found\"}";

        Response response = send(Map.of("chatID", "0", "text", "hi"));

        assertFalse(response.success());
        assertEquals("Telegram refused the message (HTTP 400): Bad Request: chat not found", response.error());
    }

    @Test
    void tellsTheStatusOfAnAnswerThatIsNoJson() throws Exception {
        status = 502;
        answer = "<html>Bad Gateway</html>";

        assertEquals(
                "Telegram refused the message (HTTP 502): it gave no reason",
                send(Map.of("chatID", "7", "text", "hi")).error());
    }

    @Test
    void neverShowsAToken() {
        Map<String, Object> args = Map.of("chatID", "7", "text", "hi", "token", "sec ret");

        Exception thrown = assertThrows(IllegalArgumentException.class, () -> send(args));

        assertFalse(thrown.getMessage().contains("sec ret"));
    }

    @Test
    void needsAChat() {
        Exception thrown = assertThrows(IllegalArgumentException.class, () -> send(Map.of("text", "hi")));

        assertEquals("argument 'chatID' is missing", thrown.getMessage());
    }

    @Test
    void doesNotKnowOtherMethods() throws Exception {
        assertEquals(
                "Unknown method: SendMoney",
                plugin.callMethod(new Request("SendMoney")).error());
    }

    private Response send(Map<String, Object> args) throws Exception {
        return plugin.callMethod(new Request("SendMessage", args));
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
