package io.orka.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orka.leaks.Leftover;
import io.orka.sdk.Request;
import io.orka.wrap.PluginBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leftovers that cannot be cleaned up are named. Objects of the host and of other plugins are not changed. */
class RetainedGenerationTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final String STOP = "orka.test.stop";
    private static final String DEAF = """
            static void deaf() {
                while (System.getProperty("orka.test.stop") == null) {
                    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                    Thread.interrupted();
                }
            }
            """;
    private static final List<Object> HOST_STATIC = new ArrayList<>();
    private static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();

    @TempDir
    Path temp;

    private RealFramework framework;
    private Deployer deployer;

    @BeforeEach
    void start() throws Exception {
        framework = new RealFramework(temp.resolve("cache"));
        deployer = framework.deployer(temp.resolve("run"), Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty(STOP);
        framework.stop();
    }

    private PluginBundle plugin(String heading, String body) throws Exception {
        return new PluginSources(Files.createTempDirectory(temp, "plugin"))
                .source(
                        "acme.Plugin",
                        "package acme; import io.orka.sdk.*; public class Plugin " + heading + " { " + DEAF + body
                                + " }")
                .bundle("p@1");
    }

    private PluginBundle leaving(String statements) throws Exception {
        return plugin("", "public Response callMethod(Request r) { " + statements + " return Response.ok(1); }");
    }

    private List<Leftover> live(PluginBundle bundle) throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, bundle)) {
            BoundPlugin bound = deployment.bind();
            ContextSwitch.with(deployment.contextLoader(), () -> bound.call().call(new Request("Leave")));
            assertThat(((HostJvmPlugin) bound).leftBehind()).isEmpty();
            bound.close();
            return ((HostJvmPlugin) bound).leftBehind();
        }
    }

    @Test
    void a_thread_that_does_not_end_is_named_until_it_does() throws Exception {
        Instant before = Instant.now();

        List<Leftover> left = live(leaving("new Thread(Plugin::deaf, \"acme-poller\").start();"));

        assertThat(left).containsExactly(new Leftover("thread", "'acme-poller'", false));
        assertThat(deployer.settle(SHORT)).singleElement().satisfies(retained -> {
            assertThat(retained.key()).hasToString("p@1");
            assertThat(retained.commit()).isEqualTo("c0ffee");
            assertThat(retained.since()).isBetween(before, Instant.now());
            assertThat(retained.holders())
                    .singleElement()
                    .satisfies(holder -> assertThat(holder)
                            .startsWith("thread 'acme-poller' (")
                            .contains(", at acme.Plugin.deaf(Plugin.java:"));
        });
        System.setProperty(STOP, "now");
        assertThat(deployer.settle(DEADLINE)).isEmpty();
        assertThat(deployer.retained()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "hook", "both"})
    void end_of_life_code_that_hangs_is_left_alone_and_named(String where) throws Exception {
        PluginBundle bundle = plugin(
                "implements AutoCloseable",
                "public Response callMethod(Request r) { if (!\"" + where + "\".equals(\"close\"))"
                        + " Runtime.getRuntime().addShutdownHook(new Thread(Plugin::deaf, \"acme-hook\"));"
                        + " return Response.ok(1); } public void close() { if (!\"" + where
                        + "\".equals(\"hook\")) deaf(); }");

        live(bundle);

        assertThat(deployer.settle(SHORT)).singleElement().satisfies(retained -> {
            assertThat(retained.holders()).hasSize(where.equals("both") ? 2 : 1);
            assertThat(String.join(" ", retained.holders()))
                    .contains(where.equals("hook") ? "thread 'acme-hook'" : "thread 'orka-close-p@1'")
                    .contains("at acme.Plugin.deaf(");
        });
        System.setProperty(STOP, "now");
        assertThat(deployer.settle(DEADLINE)).isEmpty();
    }

    @Test
    void a_thread_of_a_plugin_that_could_not_be_constructed_is_named() throws Exception {
        PluginBundle bundle = plugin(
                "",
                "public Plugin() { new Thread(Plugin::deaf, \"half\").start(); throw new IllegalStateException(); }"
                        + " public Response callMethod(Request r) { return null; }");
        fail(bundle);

        assertThat(deployer.settle(SHORT))
                .singleElement()
                .satisfies(retained -> assertThat(retained.holders())
                        .singleElement()
                        .asString()
                        .contains("'half'"));
        System.setProperty(STOP, "now");
        assertThat(deployer.settle(DEADLINE)).isEmpty();
    }

    private void fail(PluginBundle bundle) {
        try (Deployment deployment = RealFramework.deploy(deployer, bundle)) {
            assertThatExceptionOfType(DeployFailure.class).isThrownBy(deployment::bind);
        }
    }

    @Test
    void a_hook_runs_at_the_end_of_the_plugin_and_not_again() throws Exception {
        live(
                leaving(
                        "Thread hook = new Thread(() -> System.setProperty(\"orka.test.hook\","
                                + " System.getProperty(\"orka.test.hook\", \"\") + Thread.currentThread().getName()), \"ran\");"
                                + " Runtime.getRuntime().addShutdownHook(hook); System.getProperties().put(\"orka.test.thread\", hook);"));

        assertThat(System.clearProperty("orka.test.hook")).isEqualTo("ran");
        Thread hook = (Thread) System.getProperties().remove("orka.test.thread");
        assertThat(Runtime.getRuntime().removeShutdownHook(requireNonNull(hook)))
                .isFalse();
    }

    @Test
    void an_object_the_host_holds_keeps_the_classes_and_nobody_is_blamed() throws Exception {
        Deployment deployment = RealFramework.deploy(deployer, leaving(""));
        HOST_STATIC.add(deployment.contextLoader().loadClass("acme.Plugin"));
        deployment.close();

        assertThat(deployer.settle(SHORT))
                .singleElement()
                .satisfies(retained -> assertThat(retained.holders()).isEmpty());
        HOST_STATIC.clear();
    }

    @Test
    void an_object_put_back_after_the_end_is_named() throws Exception {
        Deployment deployment = RealFramework.deploy(deployer, leaving(""));
        Object late = deployment
                .contextLoader()
                .loadClass("acme.Plugin")
                .getConstructor()
                .newInstance();
        LOCAL.set(List.of(late));
        deployment.close();

        assertThat(deployer.retained())
                .singleElement()
                .satisfies(retained -> assertThat(retained.holders())
                        .containsExactly("a ThreadLocal of thread '"
                                + Thread.currentThread().getName() + "' holds acme.Plugin"));
        LOCAL.remove();
    }

    @Test
    void threads_of_the_host_and_of_other_plugins_are_left_alone() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> hosts = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(1, task -> {
            Thread thread = new Thread(task, "host-pool");
            hosts.add(thread);
            return thread;
        });
        closeOneOfTwo(hosts, pool, end);
        for (Thread thread : hosts) { // checked before the end of the pool, which interrupts its idle threads
            assertThat(thread.isAlive()).isTrue();
            assertThat(thread.isInterrupted()).isFalse();
        }
        end.countDown();
        pool.shutdown();
        for (Thread thread : hosts) {
            thread.join();
        }
        assertThat(deployer.settle(DEADLINE)).isEmpty();
    }

    private void closeOneOfTwo(List<Thread> hosts, ExecutorService pool, CountDownLatch end) throws Exception {
        PluginBundle other = leaving("new Thread(Plugin::deaf, \"other\").start();");
        try (Deployment stays = RealFramework.deploy(deployer, other);
                Deployment goes = RealFramework.deploy(deployer, leaving(""))) {
            BoundPlugin staying = stays.bind();
            staying.call().call(new Request("Leave"));
            BoundPlugin bound = goes.bind();
            ContextSwitch.with(goes.contextLoader(), () -> {
                hosts.add(new Thread(() -> awaitQuietly(end), "host"));
                requireNonNull(hosts.get(0)).start();
                pool.execute(() -> awaitQuietly(end));
                return pool;
            });
            assertThat(hosts).extracting(Thread::getContextClassLoader).containsOnly(goes.contextLoader());

            bound.close();

            assertThat(((HostJvmPlugin) bound).leftBehind()).isEmpty();
            assertThat(pool.isShutdown()).isFalse();
            assertThat(hosts)
                    .hasSize(2)
                    .allSatisfy(thread -> assertThat(thread.isAlive()).isTrue())
                    .extracting(Thread::getContextClassLoader)
                    .containsOnly(ClassLoader.getSystemClassLoader());
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .contains("other");
            System.setProperty(STOP, "now");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a thread of the host was interrupted", e);
        }
    }

    @Test
    void a_call_that_was_given_up_keeps_its_loader_and_is_named() throws Exception {
        Deployment deployment = RealFramework.deploy(deployer, leaving("deaf();"));
        BoundPlugin bound = deployment.bind();
        Thread given = new Thread(() -> call(deployment, bound), "orka-call-p-1");
        given.start();
        while (Arrays.stream(given.getStackTrace())
                .noneMatch(frame -> frame.getClassName().equals("acme.Plugin"))) {
            Thread.onSpinWait();
        }

        bound.close();
        deployment.close();

        assertThat(given.getContextClassLoader()).isSameAs(deployment.contextLoader());
        assertThat(deployer.retained())
                .singleElement()
                .satisfies(retained -> assertThat(retained.holders())
                        .singleElement()
                        .asString()
                        .startsWith("thread 'orka-call-p-1' (")
                        .contains("at acme.Plugin.deaf(")
                        .endsWith(" by its context class loader"));
        System.setProperty(STOP, "now");
        given.join();
    }

    private static void call(Deployment deployment, BoundPlugin bound) {
        try {
            ContextSwitch.with(deployment.contextLoader(), () -> bound.call().call(new Request("Leave")));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
