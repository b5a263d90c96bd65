package io.orka.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.calls.CallCodes;
import io.orka.calls.Calls;
import io.orka.calls.Generation;
import io.orka.calls.Limits;
import io.orka.calls.ThreadStop;
import io.orka.interrupt.LoopCheck;
import io.orka.interrupt.LoopStopped;
import io.orka.registry.EntryLimits;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.wrap.PluginBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call with an endless loop times out in a real framework, and its thread leaves the loop soon afterwards. */
class LoopStopTest {

    private static final EntryLimits INTERRUPTIBLE = new EntryLimits(null, null, null, true, null, null);

    private static final String PLUGIN = """
            package acme;
            import io.orka.sdk.*;
            public class Plugin {
                static int count;
                public Response callMethod(Request request) {
                    switch (request.method()) {
                        case "while": while (true) {}
                        case "for": for (int i = 0; ; i++) { count = i; }
                        case "do": do { count++; } while (count != -1 || true);
                        case "catch":
                            while (true) {
                                try { for (;;) { count++; } } catch (Throwable all) { count--; }
                            }
                        case "exception":
                            while (true) {
                                try { throw new IllegalStateException(); } catch (Exception all) { count--; }
                            }
                        case "finally": try { while (true) {} } finally { count = 7; }
                        case "lambda":
                            Runnable endless = () -> { while (true) { count++; } };
                            endless.run();
                        case "library": lib.Lib.loop(); break;
                        case "switch":
                            int state = 0;
                            for (;;) { switch (state) { case 0: state = 1; break; case 1: state = 0; continue; default: } }
                        case "nested": for (;;) { for (int i = 0; i < 3; i++) { count += i; } }
                        case "initializer": Init.touch(); break;
                        case "sum":
                            long sum = 0;
                            for (int i = 0; i < 100_000; i++) { sum += i; }
                            for (String word : new String[] {"a", "b"}) { sum += word.length(); }
                            return Response.ok(sum);
                        case "count": return Response.ok(count);
                        default: return Response.ok("none");
                    }
                    return Response.ok("left");
                }
                static class Init { static { if (count >= 0) { while (true) { count++; } } } static void touch() {} }
            }
            """;

    private static final String LIBRARY =
            "package lib; public class Lib { public static void loop() { int i = 0; while (true) { i++; } } }";

    @TempDir
    static Path temp;

    private static RealFramework framework;
    private static Deployer deployer;
    private static PluginBundle bundle;

    @BeforeAll
    static void start() throws Exception {
        framework = new RealFramework(temp.resolve("cache"));
        deployer = framework.deployer(temp.resolve("run"));
        bundle = new PluginSources(temp.resolve("store/loops/bundle"))
                .library("lib.jar", "lib.Lib", LIBRARY, Map.of())
                .source("acme.Plugin", PLUGIN)
                .bundle("loops");
    }

    @AfterAll
    static void stop() throws Exception {
        framework.stop();
    }

    private static final ThreadStop LOOPS = new ThreadStop() {
        @Override
        public void stop(Thread thread) {
            LoopCheck.stop(thread);
        }

        @Override
        public void release(Thread thread) {
            LoopCheck.release(thread);
        }
    };

    private static Generation serve(Calls calls, Deployment deployment, BoundPlugin plugin, Duration timeout) {
        Generation generation = new Generation(
                bundle.key(),
                bundle.commit(),
                1,
                plugin.call(),
                deployment.contextLoader(),
                bundle.seesContext(),
                new Limits(timeout, 2),
                LOOPS);
        calls.switchTo(generation, Set.of());
        return generation;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while",
                "for",
                "do",
                "catch",
                "exception",
                "finally",
                "lambda",
                "library",
                "switch",
                "nested",
                "initializer"
            })
    void a_loop_without_end_ends(String shape) {
        Calls calls = new Calls();
        try (Deployment deployment = RealFramework.deploy(deployer, bundle, INTERRUPTIBLE);
                BoundPlugin plugin = deployment.bind();
                Generation generation = serve(calls, deployment, plugin, Duration.ofMillis(300))) {
            OrkaCallException fault = catchThrowableOfType(
                    OrkaCallException.class, () -> calls.call("loops", CallContext.none(), new Request(shape)));

            assertThat(requireNonNull(fault).code()).isEqualTo(CallCodes.TIMEOUT);
            assertThat(generation.awaitIdle(Duration.ofSeconds(60)))
                    .as(
                            "the thread has left the loop: %s",
                            Thread.getAllStackTraces().keySet())
                    .isTrue();
            generation.limit(new Limits(Duration.ofSeconds(60), 1)); // the same thread is no longer stopped
            assertThat(calls.call("loops", CallContext.none(), new Request("sum"))
                            .data())
                    .isEqualTo(4_999_950_002L);
            if (shape.equals("finally")) {
                assertThat(calls.call("loops", CallContext.none(), new Request("count"))
                                .data())
                        .isEqualTo(7);
            }
        }
    }

    @Test
    void a_bundle_that_was_not_chosen_is_not_woven() throws Exception {
        Calls calls = new Calls();
        try (Deployment woven = RealFramework.deploy(deployer, bundle, INTERRUPTIBLE);
                Deployment plain = RealFramework.deploy(deployer, bundle);
                BoundPlugin unused = woven.bind();
                BoundPlugin plugin = plain.bind();
                Generation generation = serve(calls, plain, plugin, Duration.ofSeconds(60))) {
            assertThat(generation.inFlight()).isZero();
            Thread self = Thread.currentThread();
            LoopCheck.stop(self);
            try {
                assertThat(requireNonNull(plugin.call().call(CallContext.none(), new Request("sum")))
                                .data())
                        .isEqualTo(4_999_950_002L);
                Throwable stopped = catchThrowableOfType(
                        LoopStopped.class, () -> unused.call().call(CallContext.none(), new Request("sum")));
                assertThat(stopped).isNotNull();
            } finally {
                LoopCheck.release(self);
            }
            assertThat(List.of(
                            requireNonNull(unused.call().call(CallContext.none(), new Request("sum"))),
                            requireNonNull(plugin.call().call(CallContext.none(), new Request("sum")))))
                    .allSatisfy(answer -> assertThat(answer.data()).isEqualTo(4_999_950_002L));
        }
    }

    @Test
    void stopping_one_thread_stops_no_other_and_may_be_repeated() throws Exception {
        Thread[] others = {new Thread(() -> {}), new Thread(() -> {})};
        for (Thread other : others) {
            LoopCheck.stop(other);
            LoopCheck.stop(other);
        }
        LoopCheck.check();
        LoopCheck.stop(Thread.currentThread());
        LoopCheck.release(others[0]);
        LoopCheck.release(others[0]);
        assertThat(catchThrowableOfType(LoopStopped.class, LoopCheck::check)).isNotNull();
        LoopCheck.release(Thread.currentThread());
        LoopCheck.check();
        LoopCheck.release(others[1]);
    }
}
