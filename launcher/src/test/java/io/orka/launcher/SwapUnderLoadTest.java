package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.Report;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers that never stop, and two hundred swaps between two versions. */
class SwapUnderLoadTest {

    private static final int SWAPS = 200;
    private static final int CALLERS = 4;

    /** Tells its version and its place among all instances ever made; refuses to answer once it is closed. */
    private static final String PLUGIN = """
            import io.orka.sdk.*;
            import java.util.*;
            import java.util.concurrent.atomic.AtomicLong;
            public class Plugin implements AutoCloseable {
                private final long number = ((AtomicLong) System.getProperties()
                        .computeIfAbsent("story.instances", key -> new AtomicLong())).incrementAndGet();
                private volatile boolean closed;
                public Response callMethod(Request request) {
                    if (closed) throw new IllegalStateException("closed");
                    Thread.yield();
                    if (closed) throw new IllegalStateException("closed while it was called");
                    return Response.ok(Map.of("version", "%s", "number", number));
                }
                @Override public void close() { closed = true; }
            }
            """;

    @TempDir
    private Path directory;

    private final AtomicBoolean running = new AtomicBoolean(true);
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final LongAdder answers = new LongAdder();

    @Test
    void noCallIsLostAndNoneGoesBack() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("load").write("config.json", StoryRepository.CONFIG);
            repository.write("Plugin.java", PLUGIN.formatted("v0.1.0")).tag("v0.1.0");
            repository.write("Plugin.java", PLUGIN.formatted("v0.2.0")).tag("v0.2.0");
            Orka orka = host.register("load@v0.1.0").start();
            OrkaCall byName = orka.service("load");
            OrkaCall byKey = orka.service("load@v0.1.0");

            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                OrkaCall service = i % 2 == 0 ? byName : byKey;
                Thread caller = new Thread(() -> callOnAndOn(service), "caller-" + i);
                caller.start();
                callers.add(caller);
            }
            List<String> failedSwaps = new ArrayList<>();
            for (int i = 0; i < SWAPS; i++) {
                Report report = orka.plugins().swap("load", i % 2 == 0 ? "v0.2.0" : "v0.1.0");
                if (!report.ok()) {
                    failedSwaps.add(report.toString());
                }
            }
            running.set(false);
            for (Thread caller : callers) {
                caller.join();
            }

            assertThat(failedSwaps).isEmpty();
            assertThat(faults).isEmpty();
            assertThat(answers.sum()).isGreaterThan(SWAPS);
            assertThat(orka.plugins().list()).hasSize(1);
            assertThat(orka.framework().getBundles())
                    .filteredOn(bundle -> bundle.getSymbolicName().startsWith("orka.plugin."))
                    .hasSize(1);
        }
    }

    private void callOnAndOn(OrkaCall service) {
        long last = 0;
        while (running.get()) {
            try {
                Response response = service.call(new Request("Say"));
                Map<?, ?> data = (Map<?, ?>) requireNonNull(response.data());
                long number = ((Number) requireNonNull(data.get("number"))).longValue();
                if (!response.success() || number < last) {
                    faults.add("instance " + number + " after " + last + ": " + response);
                }
                if (!List.of("v0.1.0", "v0.2.0").contains(data.get("version"))) {
                    faults.add("an answer from neither version: " + response);
                }
                last = number;
                answers.increment();
            } catch (Exception e) {
                faults.add(e.toString());
            }
        }
    }
}
