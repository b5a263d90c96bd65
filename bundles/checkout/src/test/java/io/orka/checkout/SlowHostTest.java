package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowHostTest {

    /** The start of a response without a length, so that its body can continue forever. */
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n\r\n001e# service=git-";

    private final BlockingQueue<Socket> visitors = new LinkedBlockingQueue<>();
    private volatile String words = "";
    private ServerSocket host;
    private Thread porter;

    @BeforeEach
    void listen() throws IOException {
        host = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        porter = new Thread(() -> {
            try {
                while (true) {
                    Socket visitor = host.accept();
                    visitors.add(visitor);
                    Thread dripping = new Thread(() -> drip(visitor));
                    dripping.setDaemon(true);
                    dripping.start();
                }
            } catch (IOException closed) {
                // the test is over
            }
        });
        porter.start();
    }

    @AfterEach
    void hangUp() throws Exception {
        host.close();
        porter.join(10_000);
        for (Socket visitor : visitors) {
            visitor.close();
        }
    }

    /** Sends the words byte by byte and repeats the last byte forever. Sends nothing if there are no words. */
    private void drip(Socket visitor) {
        byte[] bytes = words.getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = visitor.getOutputStream()) {
            for (int i = 0; bytes.length > 0; i++) {
                out.write(bytes[Math.min(i, bytes.length - 1)]);
                TimeUnit.MILLISECONDS.sleep(20);
            }
            visitor.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException | InterruptedException gone) {
            // the client has disconnected
        }
    }

    private CheckoutFailure failure(Path directory, String url, Duration deadline) {
        return catchThrowableOfType(
                CheckoutFailure.class,
                () -> new CheckoutFixture(directory)
                        .checkouts(Credentials.none(), deadline, CheckoutFixture.LIMITS)
                        .checkout(
                                CheckoutFixture.entry(CheckoutFixture.remote(url), "v0.1.0", null, ""),
                                null,
                                CheckoutFixture.SILENT));
    }

    private static void assertThatNoThreadOfOursIsLeft() {
        assertThat(Thread.getAllStackTraces())
                .allSatisfy((thread, stack) -> assertThat(thread.getName())
                        .as(() -> String.join(
                                "\n", Arrays.stream(stack).map(String::valueOf).toList()))
                        .doesNotStartWith("orka-fetch-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nX: xxxxx", HEAD})
    void deadlineHoldsForTheWholeFetch(String words, @TempDir Path directory) {
        this.words = words;
        String url = "http://127.0.0.1:" + host.getLocalPort() + "/x.git";

        assertThat(failure(directory, url, Duration.ofMillis(500)).line())
                .startsWith("ORKA-GIT-05: the fetch of " + url + " timed out after 500ms");
        assertThatNoThreadOfOursIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SSH-2.0-slow"})
    void deadlineHoldsForSsh(String words, @TempDir Path directory) {
        this.words = words;
        String url = "ssh://git@127.0.0.1:" + host.getLocalPort() + "/x.git";

        assertThat(failure(directory, url, Duration.ofMillis(500)).code()).isEqualTo("ORKA-GIT-05");
        assertThatNoThreadOfOursIsLeft();
    }

    @Test
    void plainServerIsNoTlsServer(@TempDir Path directory) {
        words = "HTTP/1.1 400 Bad Request\r\n";
        String url = "https://127.0.0.1:" + host.getLocalPort() + "/x.git";

        assertThat(failure(directory, url, CheckoutFixture.LONG).line())
                .startsWith("ORKA-GIT-02: cannot reach 127.0.0.1: TLS error");
    }

    @Test
    void interruptEndsTheFetch(@TempDir Path directory) throws Exception {
        String url = "http://127.0.0.1:" + host.getLocalPort() + "/x.git";
        BlockingQueue<CheckoutFailure> failures = new LinkedBlockingQueue<>();
        Thread caller = new Thread(() -> failures.add(failure(directory, url, CheckoutFixture.LONG)));
        caller.start();
        visitors.add(visitors.take());
        caller.interrupt();

        assertThat(failures.take().code()).isEqualTo("ORKA-GIT-14");
        caller.join(10_000);
        assertThatNoThreadOfOursIsLeft();
    }
}
