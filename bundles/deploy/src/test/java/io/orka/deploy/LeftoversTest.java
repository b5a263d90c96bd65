package io.orka.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.orka.leaks.Leftover;
import io.orka.sdk.Request;
import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of leftover is cleaned up and reported, and the plugin's classes are unloaded. */
class LeftoversTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir
    static Path temp;

    private static RealFramework framework;
    private static Deployer deployer;
    private static ExecutorService caller;
    private static HttpServer server;

    @BeforeAll
    static void start() throws Exception {
        framework = new RealFramework(temp.resolve("cache"));
        deployer = framework.deployer(temp.resolve("run"), Duration.ofSeconds(5));
        caller = Executors.newSingleThreadExecutor(task -> new Thread(task, "caller-1"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, hello.length);
            exchange.getResponseBody().write(hello);
            exchange.close();
        });
        server.start();
        System.setProperty(
                "orka.test.url", "http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop(0);
        caller.shutdownNow();
        framework.stop();
        System.clearProperty("orka.test.url");
    }

    @ParameterizedTest
    @MethodSource({
        "io.orka.deploy.Leaving#threads",
        "io.orka.deploy.Leaving#threadLocals",
        "io.orka.deploy.Leaving#registrations",
        "io.orka.deploy.Leaving#harmless"
    })
    void it_is_cleaned_and_the_classes_go(Leaving leaving) throws Exception {
        List<Leftover> left = live(plugin(leaving));

        assertThat(left).extracting(Leftover::kind).containsExactlyInAnyOrderElementsOf(leaving.kinds());
        assertThat(left).allSatisfy(leftover -> assertThat(leftover.cleaned()).isTrue());
        assertThat(deployer.settle(DEADLINE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.orka.deploy.Leaving#delayed")
    @DisabledForJreRange(minVersion = 25) // its only scheduler keeps the tasks in a local variable
    void a_task_for_later_is_cancelled_and_the_classes_go(Leaving leaving) throws Exception {
        it_is_cleaned_and_the_classes_go(leaving);
    }

    private static PluginBundle plugin(Leaving leaving) throws Exception {
        return new PluginSources(Files.createTempDirectory(temp, "plugin"))
                .resource("acme/words.properties", "yes=no")
                .source("acme.Plugin", """
                        package acme;
                        import io.orka.sdk.*;
                        import java.util.*;
                        import java.util.concurrent.*;
                        public class Plugin {
                            static class Own implements java.io.Serializable { public int getX() { return 1; } }
                            static TimerTask task() { return new TimerTask() { public void run() { } }; }
                            public Response callMethod(Request r) throws Exception { leave(); return Response.ok(1); }
                            %s
                        }
                        """.formatted(leaving.body()))
                .bundle("p@1");
    }

    /**
     * Binds, calls and closes the plugin. The call runs on a longer-lived thread, and the stack of this thread keeps no
     * object of the plugin.
     */
    private static List<Leftover> live(PluginBundle bundle) throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, bundle)) {
            BoundPlugin bound = deployment.bind();
            call(deployment, bound);
            bound.close();
            return ((HostJvmPlugin) bound).leftBehind();
        }
    }

    private static void call(Deployment deployment, BoundPlugin bound) throws Exception {
        try {
            caller.submit(() -> ContextSwitch.with(
                            deployment.contextLoader(), () -> bound.call().call(new Request("Leave"))))
                    .get();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).hasToString("acme.Plugin$Oops");
            assertThatExceptionOfType(ExecutionException.class) // a thread keeps its last exception until its next one
                    .isThrownBy(() -> caller.submit(LeftoversTest::fail).get());
        }
    }

    private static Object fail() throws IOException {
        throw new IOException("another one");
    }
}
