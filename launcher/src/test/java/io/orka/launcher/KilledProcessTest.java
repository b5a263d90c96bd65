package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a plugin's process is killed, only running calls fail. The test prints the time until the next response. */
class KilledProcessTest {

    private static final int KILLS = Integer.getInteger("orka.soak.deaths", 5);
    private static final int CALLERS = 4;

    @TempDir
    private Path directory;

    private final Queue<OrkaCallException> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private volatile boolean running;

    @BeforeAll
    static void needsGo() {
        GoStory.needsGo();
    }

    @Test
    void onlyTheCallsInFlightFailAndTheNextOnesAreAnswered() throws Exception {
        StoryHost story = new StoryHost(directory);
        GoStory.write(story.repository("go"), "one").tag("v0.1.0");
        story.register("go@v0.1.0");
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            // In a new host, because a process that ends too often within ten seconds is restarted with a growing
            // delay.
            try (Orka orka = Orka.open(story.home(), story.registryFile())) {
                times.add(killed(orka.service("go")));
            }
        }
        times.sort(null);
        System.out.printf(
                "%d kills: answered again after %d ms at the median, %d ms at most; %d calls answered, %d failed%n",
                KILLS,
                times.get(KILLS / 2).toMillis(),
                times.get(KILLS - 1).toMillis(),
                answers.get(),
                failures.size());
        assertThat(failures)
                .hasSizeLessThanOrEqualTo((CALLERS + 1) * KILLS)
                .allSatisfy(failure -> assertThat(failure.code()).isEqualTo("ORKA-CALL-11"));
    }

    /** Kills the process under load; returns the time until the next process answered. */
    private Duration killed(OrkaCall plugin) throws Exception {
        running = true;
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(() -> callOnAndOn(plugin), "caller-" + i);
            caller.start();
            callers.add(caller);
        }
        awaitAnswers(1_000);
        ProcessHandle process = ProcessHandle.of(pid(plugin)).orElseThrow();
        long begin = System.nanoTime();
        process.destroyForcibly();
        long next = process.pid();
        while (next == process.pid()) {
            try {
                next = pid(plugin);
            } catch (OrkaCallException e) { // this call was running too
                failures.add(e);
            }
        }
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        awaitAnswers(1_000);
        running = false;
        for (Thread caller : callers) {
            caller.join();
        }
        return time;
    }

    private void callOnAndOn(OrkaCall plugin) {
        for (long number = 0; running; number++) {
            try {
                Object answer =
                        plugin.call(new Request("Say", Map.of("word", number))).data();
                assertThat(answer).isEqualTo(number);
                answers.incrementAndGet();
            } catch (OrkaCallException e) {
                failures.add(e);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void awaitAnswers(int more) {
        long before = answers.get();
        while (answers.get() < before + more) {
            Poll.again();
        }
    }

    private static long pid(OrkaCall plugin) throws Exception {
        Object pid = Objects.requireNonNull(plugin.call(new Request("Pid")).data());
        return ((Number) pid).longValue();
    }
}
