package com.example.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LlmPluginTest {

    private static final String ANSWER = """
        {"model":"tiny-1","choices":[{"message":{"role":"assistant","content":"Paris"},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":7,"completion_tokens":1}}\
        """;
    private static final Map<String, Object> PARIS = Map.of(
            "content", "Paris",
            "model", "tiny-1",
            "finishReason", "stop",
            "usage", Map.of("prompt_tokens", 7, "completion_tokens", 1));

    private final BlockingQueue<Map<?, ?>> questions = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> keys = new LinkedBlockingQueue<>();
    private final CountDownLatch thinking = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean slow;
    private volatile int status = 200;
    private volatile String answer = ANSWER;
    private HttpServer server;
    private LlmPlugin plugin;

    @BeforeEach
    void startModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", exchange -> {
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            questions.add(new ObjectMapper().readValue(exchange.getRequestBody(), Map.class));
            awaitUnlessFast();
            byte[] bytes = answer.getBytes();
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        plugin = new LlmPlugin(Map.of("LLM_API_BASE", base(), "LLM_API_KEY", "sk-host", "LLM_MODEL", "tiny"));
    }

    @AfterEach
    void stopModel() throws Exception {
        thinking.countDown();
        plugin.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void answersAPingWithoutAskingTheModel() throws Exception {
        Response response = plugin.call(new Request("Ping"));

        assertEquals(Map.of("message", "pong", "apiBase", base() + "/", "model", "tiny"), response.data());
        assertTrue(questions.isEmpty());
    }

    @Test
    void continuesAConversation() throws Exception {
        List<?> messages = List.of(
                Map.of("role", "system", "content", "Be brief."),
                Map.of("role", "user", "content", "The capital of France?"));

        Response response = plugin.call(
                new Request("Chat", Map.of("messages", messages, "temperature", 0.5, "maxTokens", 9, "model", "big")));

        assertEquals(PARIS, response.data());
        assertEquals(
                Map.of("model", "big", "messages", messages, "stream", false, "temperature", 0.5, "max_tokens", 9),
                questions.take());
        assertEquals("Bearer sk-host", keys.take());
    }

    @Test
    void answersOnePrompt() throws Exception {
        assertEquals(PARIS, complete(Map.of("prompt", "The capital of France?")).data());
        assertEquals(
                List.of(Map.of("role", "user", "content", "The capital of France?")),
                questions.take().get("messages"));
    }

    @Test
    void keepsTheKeyOfTheHostFromAnotherBase() throws Exception {
        assertTrue(complete(Map.of("prompt", "hi", "apiBase", base())).success());
        assertEquals("null", keys.take());
    }

    @Test
    void tellsWhyTheApiRefused() throws Exception {
        status = 401;
        answer = "{\"error\":{\"message\":\"Incorrect API key provided\"}}";

        assertEquals(
                "The model's API refused (HTTP 401): Incorrect API key provided",
                complete(Map.of("prompt", "hi")).error());
    }

    @Test
    void tellsTheStatusOfAnAnswerThatIsNoJson() throws Exception {
        status = 502;
        answer = "<html>Bad Gateway</html>";

        assertEquals(
                "The model's API refused (HTTP 502): it gave no reason",
                complete(Map.of("prompt", "hi")).error());
    }

    @Test
    void stopsWaitingWhenTheCallIsCancelled() throws Exception {
        slow = true;
        CancellableContext context = new CancellableContext(null, Map.of());
        threads.submit(() -> {
            questions.take();
            context.cancel();
            return null;
        });

        Response response = plugin.call(context, new Request("Complete", Map.of("prompt", "hi")));

        assertEquals("The call was cancelled", response.error());
    }

    @Test
    void stopsWaitingAtTheDeadline() throws Exception {
        slow = true;
        CallContext context = new CancellableContext(Instant.now().plusMillis(300), Map.of());

        Response response = plugin.call(context, new Request("Complete", Map.of("prompt", "hi")));

        assertEquals("The model did not answer in time", response.error());
    }

    @Test
    void doesNotAskAfterTheDeadline() throws Exception {
        CallContext context = new CancellableContext(Instant.now().minusSeconds(1), Map.of());

        assertFalse(plugin.call(context, new Request("Complete", Map.of("prompt", "hi")))
                .success());
        assertTrue(questions.isEmpty());
    }

    @Test
    void needsMessagesToChat() {
        Exception thrown = assertThrows(IllegalArgumentException.class, () -> plugin.call(new Request("Chat")));

        assertEquals("argument 'messages' is missing or empty", thrown.getMessage());
    }

    @Test
    void doesNotKnowOtherMethods() throws Exception {
        assertEquals("Unknown method: Sing", plugin.call(new Request("Sing")).error());
    }

    private Response complete(Map<String, Object> args) throws Exception {
        return plugin.call(new Request("Complete", args));
    }

    private void awaitUnlessFast() {
        try {
            if (slow) {
                thinking.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }
}
