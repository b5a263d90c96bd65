package io.orka.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.sdk.Request;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several plugins share one worker, and each sees its own context class loader there. */
class PluginWorkersTest {

    private static final String PLUGIN = """
            package acme;
            import io.orka.sdk.*;
            import java.util.concurrent.Callable;
            public class Plugin {
                private static ClassLoader context() { return Thread.currentThread().getContextClassLoader(); }
                public Response callMethod(Request request) throws Exception {
                    Callable<Object> task = switch (request.method()) {
                        case "own" -> () -> context() == Plugin.class.getClassLoader();
                        case "reference" -> Plugin::context;
                        case "set" -> () -> {
                            Thread.currentThread().setContextClassLoader(new ClassLoader(context()) {});
                            return context().getParent() == Plugin.class.getClassLoader();
                        };
                        case "put back" -> () -> {
                            ClassLoader before = context();
                            Thread.currentThread().setContextClassLoader(null);
                            Thread.currentThread().setContextClassLoader(before);
                            return context() == before;
                        };
                        default -> throw new IllegalArgumentException(request.method());
                    };
                    Object found = ((java.util.concurrent.ForkJoinPool) request.args().get("pool")).submit(task).get();
                    return Response.ok(found == Plugin.class.getClassLoader() || found.equals(true));
                }
            }
            """;

    @TempDir
    private Path temp;

    private final ForkJoinPool pool = new ForkJoinPool(1, new PluginWorkers(), null, false);
    private RealFramework framework;
    private Deployer deployer;

    @BeforeEach
    void start() throws Exception {
        framework = new RealFramework(temp.resolve("cache"));
        deployer = framework.deployer(temp.resolve("run"));
    }

    @AfterEach
    void stop() throws Exception {
        pool.shutdownNow();
        framework.stop();
    }

    private Deployment deployed(String key) throws Exception {
        return RealFramework.deploy(
                deployer,
                new PluginSources(temp.resolve(key))
                        .source("acme.Plugin", PLUGIN)
                        .bundle(key));
    }

    private @Nullable Object call(BoundPlugin plugin, String method) throws Exception {
        return plugin.call().call(new Request(method, Map.of("pool", pool))).data();
    }

    @Test
    void each_plugin_has_its_own_loader_in_the_same_worker() throws Exception {
        try (Deployment one = deployed("one@1");
                Deployment two = deployed("two@1");
                BoundPlugin first = one.bind();
                BoundPlugin second = two.bind()) {
            assertThat(call(first, "own")).isEqualTo(true);
            assertThat(call(second, "own")).isEqualTo(true);
            assertThat(call(first, "reference")).isEqualTo(true);
            assertThat(call(first, "put back")).isEqualTo(true);
            assertThat(call(second, "own")).isEqualTo(true);
            assertThat(call(first, "set")).isEqualTo(true);
            assertThat(call(second, "own")).isEqualTo(true);
        }
    }

    @Test
    void host_code_has_the_loader_of_the_jdk() throws Exception {
        assertThat(pool.submit(() -> Thread.currentThread().getContextClassLoader())
                        .get())
                .isSameAs(ClassLoader.getPlatformClassLoader());
    }

    @Test
    void a_worker_keeps_no_plugin_in_memory() throws Exception {
        WeakReference<ClassLoader> loader = closedAfter("set");

        assertThat(deployer.settle(Duration.ofSeconds(60))).isEmpty();
        assertThat(loader.get()).isNull();
        assertThat(pool.submit(() -> Thread.currentThread().getContextClassLoader())
                        .get())
                .isSameAs(ClassLoader.getPlatformClassLoader());
    }

    private WeakReference<ClassLoader> closedAfter(String method) throws Exception {
        try (Deployment deployment = deployed("gone@1");
                BoundPlugin plugin = deployment.bind()) {
            assertThat(call(plugin, method)).isEqualTo(true);
            return new WeakReference<>(deployment.contextLoader());
        }
    }
}
