package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many large responses and arguments at the same time are passed or rejected, and the process continues. */
class LargeAnswersTest {

    private static final int CALLERS = 16;
    private static final int MEGABYTE = 1 << 20;

    /** The size of one response. */
    private static final int MEGABYTES = Integer.getInteger("orka.soak.megabytes", 20);

    private static final String GO = """
            package main

            import (
                "os"
                "strings"

                sdk "github.com/orka-platform/orka-plugin-sdk"
            )

            var long string

            func CallMethod(req sdk.Request) (sdk.Response, error) {
                switch req.Method {
                case "Prepare":
                    long = strings.Repeat("x", int(req.Args["length"].(float64)))
                case "Large":
                    return sdk.Response{Success: true, Data: long}, nil
                case "Length":
                    return sdk.Response{Success: true, Data: len(req.Args["text"].(string))}, nil
                case "Pid":
                    return sdk.Response{Success: true, Data: os.Getpid()}, nil
                }
                return sdk.Response{Success: true}, nil
            }
            """;

    private static final String JAVA = """
            import io.orka.sdk.*;

            public class Plugin {
                private volatile String text = "";

                public Response callMethod(Request request) {
                    switch (request.method()) {
                        case "Prepare":
                            text = "x".repeat((int) request.integer("length", 0));
                            return Response.ok(null);
                        case "Large":
                            return Response.ok(text);
                        case "Length":
                            return Response.ok(request.string("text").length());
                        default:
                            return Response.ok(ProcessHandle.current().pid());
                    }
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void ofAGoPlugin() throws Exception {
        GoStory.needsGo();
        try (StoryHost host = new StoryHost(directory)) {
            GoStory.write(host.repository("go"), "one").write("main.go", GO).tag("v0.1.0");
            host.register("go@v0.1.0").start();
            assertThat(host.status("go").failure()).isNull();
            bothWays(host.orka().service("go"));
            assertThat(host.status("go").detail()).isEmpty();
        }
    }

    @Test
    void ofAJavaPluginInItsOwnJvm() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("own")
                    .write("config.json", StoryRepository.CONFIG)
                    .write("Plugin.java", JAVA)
                    .tag("v0.1.0");
            GuestStory.register(host, "v0.1.0", ", \"memory\": \"" + 20 * MEGABYTES + "m\"")
                    .start();
            assertThat(host.status("own").failure()).isNull();
            bothWays(host.orka().service("own"));
            assertThat(host.status("own").detail()).isEmpty();
        }
    }

    @Test
    void aHostWithLittleHeapTurnsThemAway() throws Exception {
        GoStory.needsGo();
        try (StoryHost host = new StoryHost(directory)) {
            GoStory.write(host.repository("go"), "one")
                    .write("main.go", GO)
                    .write(
                            "config.json",
                            "{ \"name\": \"go\", \"methods\": { \"Pid\": {}, \"Large\": {}, \"Prepare\":"
                                    + " { \"args\": [ { \"name\": \"length\", \"type\": \"integer\" } ] } } }")
                    .tag("v0.1.0");
            host.register("go@v0.1.0").start();
        }
        StoryHost story = new StoryHost(directory).register("go@v0.1.0");
        try (HostProcess little = HostProcess.launch(story.home(), story.registryFile(), "-Xmx128m")) {
            little.awaitOutput("Orka is running on");
            String pid = little.say("orka:call go Pid");
            little.say("orka:call go Prepare length=" + 40 * MEGABYTE);
            assertThat(little.say("orka:call go Large")).contains("ORKA-CALL-16", "a quarter of the host's heap");
            assertThat(little.say("orka:call go Pid")).isEqualTo(pid);
        }
    }

    private static void bothWays(OrkaCall plugin) throws Exception {
        Object pid = plugin.call(new Request("Pid")).data();
        long length = (long) MEGABYTES * MEGABYTE;
        plugin.call(new Request("Prepare", Map.of("length", length)));
        assertPasses(
                atOnce(plugin, new Request("Large"), data ->
                        (long) String.valueOf(data).length()),
                length);
        Request long_ = new Request("Length", Map.of("text", "x".repeat((int) length)));
        assertPasses(atOnce(plugin, long_, data -> ((Number) data).longValue()), length);
        assertThat(plugin.call(new Request("Pid")).data()).isEqualTo(pid);
    }

    private static void assertPasses(Queue<Object> results, long length) {
        System.out.println(results);
        assertThat(results).hasSize(CALLERS).contains(length);
        assertThat(results).allSatisfy(result -> assertThat(result).isIn(length, "ORKA-CALL-16"));
    }

    private static Queue<Object> atOnce(OrkaCall plugin, Request request, Function<Object, Long> measure)
            throws Exception {
        Queue<Object> results = new ConcurrentLinkedQueue<>();
        Semaphore start = new Semaphore(0);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(() -> {
                start.acquireUninterruptibly();
                try {
                    results.add(measure.apply(plugin.call(request).data()));
                } catch (OrkaCallException e) {
                    results.add(e.code());
                } catch (Exception e) {
                    results.add(e);
                }
            });
            caller.start();
            callers.add(caller);
        }
        start.release(CALLERS);
        for (Thread caller : callers) {
            caller.join();
        }
        return results;
    }
}
