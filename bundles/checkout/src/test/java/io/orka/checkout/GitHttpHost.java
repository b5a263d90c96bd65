package io.orka.checkout;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** A real Git host on loopback: smart HTTP with an optional password. */
final class GitHttpHost implements AutoCloseable {

    final List<Headers> requests = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path repository;
    private final @Nullable String authorization;

    GitHttpHost(Path repository, @Nullable String authorization) throws IOException {
        this.repository = repository;
        this.authorization = authorization;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/hello.git", exchange -> handle(exchange, true));
        server.createContext("/old-protocol.git", exchange -> handle(exchange, false));
        server.createContext("/moved.git", exchange -> redirect(exchange, "/hello.git"));
        server.createContext(
                "/elsewhere.git", exchange -> redirect(exchange, "http://localhost:" + port() + "/hello.git"));
        server.createContext("/status-503.git", exchange -> answer(exchange, 503));
        server.createContext("/status-403.git", exchange -> answer(exchange, 403));
        server.createContext("/status-429.git", exchange -> wait(exchange, 429, "120"));
        server.createContext("/busy.git", exchange -> wait(exchange, 503, "Wed, 21 Oct 2026 07:28:00 GMT"));
        server.createContext("/page.git", exchange -> answer(exchange, 200));
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void redirect(HttpExchange exchange, String target) throws IOException {
        requests.add(exchange.getRequestHeaders());
        String rest = exchange.getRequestURI().toString().replaceFirst("^/[^/]*", "");
        exchange.getResponseHeaders().add("Location", target + rest);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void wait(HttpExchange exchange, int status, String time) throws IOException {
        exchange.getResponseHeaders().add("Retry-After", time);
        answer(exchange, status);
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, 4);
        exchange.getResponseBody().write("<p/>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        exchange.close();
    }

    private void handle(HttpExchange exchange, boolean modern) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        requests.add(headers);
        if (authorization != null && !authorization.equals(headers.getFirst("Authorization"))) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Negotiate");
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        try (exchange;
                Git git = Git.open(repository.toFile())) {
            UploadPack pack = new UploadPack(git.getRepository());
            pack.setBiDirectionalPipe(false);
            if (modern && "version=2".equals(headers.getFirst("Git-Protocol"))) {
                pack.setExtraParameters(List.of("version=2"));
            }
            if (exchange.getRequestMethod().equals("GET")) {
                open(exchange, "advertisement");
                PacketLineOut out = new PacketLineOut(exchange.getResponseBody());
                pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out), "git-upload-pack");
            } else {
                InputStream body = exchange.getRequestBody();
                boolean packed = "gzip".equals(headers.getFirst("Content-Encoding"));
                open(exchange, "result");
                pack.upload(packed ? new GZIPInputStream(body) : body, exchange.getResponseBody(), null);
            }
        }
    }

    private static void open(HttpExchange exchange, String type) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-" + type);
        exchange.sendResponseHeaders(200, 0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
