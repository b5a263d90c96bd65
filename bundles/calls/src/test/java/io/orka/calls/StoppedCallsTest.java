package io.orka.calls;

import static io.orka.calls.Plugins.PING;
import static io.orka.calls.Plugins.answer;
import static io.orka.calls.Plugins.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orka.identity.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the host stops, calls in flight are not affected, and later calls are rejected. */
class StoppedCallsTest {

    private static final int STOPS = Integer.getInteger("orka.soak.stops", 100);
    private static final int CALLERS = 4;

    private final Blocked blocked = new Blocked();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void releaseThreads() {
        blocked.release.countDown();
        callers.shutdownNow();
    }

    private static Calls serving() {
        Calls calls = new Calls();
        calls.switchTo(answering("p@v1", 1), Set.of());
        calls.switchTo(answering("p@v2", 2), Set.of());
        calls.switchTo(answering("q", 3), Set.of());
        return calls;
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "p@v1", "p@1", "p@v3", "q", "unknown"})
    void aCallByNameIsToldSo(String name) {
        Calls calls = serving();
        calls.stop();

        assertThatExceptionOfType(OrkaCallException.class)
                .isThrownBy(() -> calls.call(name, CallContext.none(), PING))
                .withMessage("ORKA-CALL-14: " + name + " Ping: the host is stopping");
        assertThatExceptionOfType(OrkaCallException.class)
                .isThrownBy(() -> calls.service(name))
                .withMessageStartingWith(CallCodes.STOPPING);
        assertThat(calls.find(name)).isEmpty();
    }

    @Test
    void aCallThroughAHandleIsToldSo() {
        Calls calls = serving();
        PluginKey key = PluginKey.parse("p@v1");
        OrkaCall released = calls.newHandle(key);
        calls.release(released);
        OrkaCall removedBefore = calls.handle(PluginKey.parse("q"));
        calls.withdraw(PluginKey.parse("q"));
        List<OrkaCall> handles = new ArrayList<>(
                List.of(calls.handle(key), calls.newHandle(key), released, removedBefore, calls.service("p")));

        calls.stop();

        handles.add(calls.handle(PluginKey.parse("made later")));
        calls.switchTo(answering("p@v1", 4), Set.of());
        calls.switchTo(answering("served later", 5), Set.of());
        handles.add(calls.handle(PluginKey.parse("served later")));
        for (OrkaCall handle : handles) {
            assertThatExceptionOfType(OrkaCallException.class)
                    .isThrownBy(() -> answer(handle))
                    .withMessageStartingWith(CallCodes.STOPPING);
        }
    }

    @Test
    void aCallUnderWayReturns() throws Exception {
        Calls calls = new Calls();
        Generation generation = Plugins.generation("p", 1, blocked);
        calls.switchTo(generation, Set.of());
        CompletableFuture<Object> call = CompletableFuture.supplyAsync(() -> answer(calls.service("p")), callers);
        blocked.inside.acquire();

        calls.stop();

        assertThat(generation.awaitIdle(Duration.ZERO)).isFalse();
        blocked.release.countDown();
        assertThat(call.get()).isEqualTo("late");
        assertThat(generation.awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    /**
     * While the host stops, calls by name, by key and through a handle fail only with {@code STOPPING}, never because
     * the plugin is missing.
     */
    @Test
    void nobodyIsToldAnythingElseWhileItStops() throws Exception {
        for (int stop = 0; stop < STOPS; stop++) {
            Calls calls = serving();
            CountDownLatch running = new CountDownLatch(CALLERS);
            List<Future<String>> ends = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                String name = List.of("p", "p@v1", "p@v2", "q").get(caller);
                OrkaCall handle = calls.newHandle(PluginKey.parse(name));
                ends.add(callers.submit(() -> callUntilTold(
                        running, () -> answer(handle), () -> calls.call(name, CallContext.none(), PING))));
            }
            running.await();
            calls.stop();
            for (Future<String> end : ends) {
                assertThat(end.get()).isEqualTo(CallCodes.STOPPING);
            }
        }
    }

    private static String callUntilTold(CountDownLatch running, Callable<?>... calls) throws Exception {
        for (int i = 0; ; i++) {
            try {
                calls[i % calls.length].call();
            } catch (OrkaCallException e) {
                return e.code();
            }
            if (i == 0) {
                running.countDown();
            }
        }
    }
}
