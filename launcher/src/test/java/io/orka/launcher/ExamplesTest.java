package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.orka.plugins.PluginState;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Tests the example plugins in a real host with a real HTTP server, and the engine bundle that keeps one of them. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of(System.getProperty("orka.examples"));

    @TempDir
    private Path directory;

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/bot123:abc/sendMessage", "{\"ok\":true,\"result\":{\"message_id\":42}}");
        answer("/v1/chat/completions", """
                {"model":"tiny","choices":[{"message":{"role":"assistant","content":"Hello, Ada"},"finish_reason":"stop"}],
                 "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}
                """);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void telegramLlmAndChecksumAnswer() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            for (String name : List.of("telegram", "llm", "checksum")) {
                host.repository(name).copy(EXAMPLES.resolve(name)).tag("v0.1.0");
            }
            Orka orka = host.register("telegram@v0.1.0", "llm@v0.1.0", "checksum@v0.1.0")
                    .start();
            assertThat(orka.plugins().list())
                    .allSatisfy(status ->
                            assertThat(status.state()).as(status.toString()).isEqualTo(PluginState.ACTIVE));

            Response sent = orka.call(
                    "telegram",
                    new Request(
                            "SendMessage",
                            Map.of("apiBase", base(""), "token", "123:abc", "chatID", "@ada", "text", "Hi")));
            assertThat(sent.data()).as(sent.toString()).isEqualTo(Map.of("messageID", "42"));

            Response chat = orka.call(
                    "llm",
                    new Request(
                            "Chat",
                            Map.of(
                                    "apiBase",
                                    base("/v1"),
                                    "apiKey",
                                    "key",
                                    "model",
                                    "tiny",
                                    "messages",
                                    List.of(Map.of("role", "user", "content", "Hi")))));
            assertThat(String.valueOf(chat.data())).as(chat.toString()).contains("Hello, Ada");
            assertThat(orka.call("llm", new Request("Ping")).success()).isTrue();
            assertThat(received).hasSize(2).anySatisfy(body -> assertThat(body).contains("@ada"));

            assertThat(host.shell("orka:call checksum Checksum text=Ada algorithm=SHA-256"))
                    .contains("\"success\":true")
                    .contains("99a563ab2f6e21e96998f9fddd2a2bab82b70ac019579502b8d7fc0032ff62bb");
        }
    }

    @Test
    void theEngineBundleGreetsThroughASwap() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository hello = host.repository("hello");
            hello.copy(EXAMPLES.resolve("hello/v0.1.0")).tag("v0.1.0");
            hello.copy(EXAMPLES.resolve("hello/v0.2.0")).tag("v0.2.0");
            Orka orka = host.register("hello@v0.1.0").start();
            Bundle engine = orka.framework().installBundle(engineJar().toUri().toString());
            engine.start();

            assertThat(host.shell("engine:greet 'ada lovelace'")).contains("Hello, ada lovelace!");
            assertThat(host.shell("engine:careful 'ada lovelace'")).contains("Hello, ada lovelace!");
            assertThat(host.shell("engine:plugins")).isEqualToIgnoringNewLines("hello@v0.1.0 ACTIVE");
            assertThat(host.shell("engine:methods hello")).contains("HelloWorld[name: string]");
            orka.host().swap("hello", "v0.2.0");
            assertThat(host.shell("engine:greet 'ada lovelace'")).contains("Hello, Ada Lovelace!");
            assertThat(host.shell("engine:careful Ada")).startsWith("FAILED ");
            assertThat(host.shell("engine:keys")).isEqualToIgnoringNewLines("hello@v0.2.0");
        }
    }

    private static Path engineJar() {
        return EXAMPLES.resolve("engine/target/engine-1.0.0.jar");
    }

    private String base(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void answer(String path, String json) {
        server.createContext(path, exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] body = json.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }
}
