package io.orka.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.sdk.Request;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
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
            import java.util.concurrent.*;
            public class Plugin {
                private static ClassLoader context() { return Thread.currentThread().getContextClassLoader(); }
                private static boolean isOwn() { return context() == Plugin.class.getClassLoader(); }
                private static void set(ClassLoader loader) { Thread.currentThread().setContextClassLoader(loader); }
                public Response callMethod(Request request) throws Exception {
                    ForkJoinPool pool = (ForkJoinPool) request.args().get("pool");
                    Callable<Object> task = switch (request.method()) {
                        case "own" -> Plugin::isOwn;
                        case "reference" -> Plugin::context;
                        case "set" -> () -> {
                            set(new ClassLoader(context()) {});
                            System.gc();
                            return context().getParent() == Plugin.class.getClassLoader();
                        };
                        case "put back" -> () -> {
                            ClassLoader before = context();
                            set(null);
                            set(before);
                            return isOwn();
                        };
                        case "other" -> () -> {
                            ClassLoader chosen = new ClassLoader(context()) {};
                            set(chosen);
                            Object other = pool.submit((Callable<?>) request.args().get("task")).join();
                            return other.equals(true) && context() == chosen;
                        };
                        case "inherited" -> () -> ((ThreadLocal<?>) request.args().get("local")).get() == null;
                        default -> throw new IllegalArgumentException(request.method());
                    };
                    Object found = pool.submit(task).get();
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

    /** A worker that waits for a task runs it. The task belongs to another plugin, which sets another loader. */
    @Test
    void a_task_of_another_plugin_does_not_change_the_loader_that_a_plugin_has_set() throws Exception {
        try (Deployment one = deployed("one@1");
                Deployment two = deployed("two@1");
                BoundPlugin first = one.bind();
                BoundPlugin second = two.bind()) {
            Callable<Object> task = () -> Objects.requireNonNull(call(second, "put back"));

            assertThat(first.call()
                            .call(new Request("other", Map.of("pool", pool, "task", task)))
                            .data())
                    .isEqualTo(true);
        }
    }

    @Test
    void host_code_has_the_loader_of_the_application() throws Exception {
        assertThat(contextOfHost()).isSameAs(ClassLoader.getSystemClassLoader());
    }

    private ClassLoader contextOfHost() throws Exception {
        return pool.submit(() -> Thread.currentThread().getContextClassLoader()).get();
    }

    @Test
    void a_worker_inherits_nothing_from_the_call_that_creates_it() throws Exception {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("of the caller");
        try (Deployment deployment = deployed("one@1");
                BoundPlugin plugin = deployment.bind()) {
            assertThat(plugin.call()
                            .call(new Request("inherited", Map.of("pool", pool, "local", local)))
                            .data())
                    .isEqualTo(true);
        } finally {
            local.remove();
        }
    }

    @Test
    void a_worker_keeps_no_plugin_in_memory() throws Exception {
        WeakReference<ClassLoader> loader = closedAfterItCreatedTheWorker();

        assertThat(deployer.settle(Duration.ofSeconds(60))).isEmpty();
        assertThat(loader.get()).isNull();
        assertThat(contextOfHost()).isSameAs(ClassLoader.getSystemClassLoader());
    }

    /** As in a call in a host: the context class loader is the plugin's when the worker is created. */
    private WeakReference<ClassLoader> closedAfterItCreatedTheWorker() throws Exception {
        try (Deployment deployment = deployed("gone@1");
                BoundPlugin plugin = deployment.bind()) {
            assertThat(ContextSwitch.with(
                            deployment.contextLoader(), () -> Objects.requireNonNull(call(plugin, "set"))))
                    .isEqualTo(true);
            return new WeakReference<>(deployment.contextLoader());
        }
    }
}
