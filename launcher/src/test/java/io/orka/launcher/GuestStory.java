package io.orka.launcher;

import java.io.IOException;
import java.nio.file.Files;

/** Writes a plugin for tests in a separate JVM, with one method for each situation. */
final class GuestStory {

    private static final String SOURCE = """
            import io.orka.sdk.*;
            import java.util.*;
            import java.util.concurrent.*;

            public class Plugin implements AutoCloseable, Probe {
                private static final List<Object> HOARD = new ArrayList<>();

                static {
                    Thread stays = new Thread(() -> {
                        while (true) {
                            try {
                                Thread.sleep(1_000_000);
                            } catch (InterruptedException e) {
                                System.out.println("no");
                            }
                        }
                    });
                    stays.start();
                }

                public Response callMethod(CallContext context, Request request) throws Exception {
                    switch (request.method()) {
                        case "Say":
                            return Response.ok(request.args().get("word"));
                        case "Version":
                            return Response.ok("%s");
                        case "Echo":
                            return Response.ok(request.args());
                        case "Kinds":
                            Map<String, Object> kinds = new TreeMap<>();
                            request.args().forEach((name, value) -> kinds.put(name, value.getClass().getSimpleName()));
                            return Response.ok(kinds);
                        case "Big":
                            return Response.ok("\\"".repeat((int) request.integer("length", 0)));
                        case "Date":
                            return Response.ok(Map.of("list", List.of(1, new Date())));
                        case "NaN":
                            return Response.ok(List.of(Double.NaN));
                        case "Cycle":
                            Map<String, Object> cycle = new HashMap<>();
                            cycle.put("a", List.of(cycle));
                            return Response.ok(cycle);
                        case "OwnCycle":
                            Map<String, Object> own = new TreeMap<>();
                            own.put("a", own);
                            own.put("b", own);
                            return Response.ok(own);
                        case "Doubled":
                            Object doubled = "x";
                            for (int i = 0; i < 50; i++) {
                                doubled = List.of(doubled, doubled);
                            }
                            return Response.ok(doubled);
                        case "OwnDoubled":
                            Object copied = "x";
                            for (int i = 0; i < 50; i++) {
                                copied = new TreeMap<String, Object>(Map.of("a", copied, "b", copied));
                            }
                            return Response.ok(copied);
                        case "Endless":
                            return Response.ok(new AbstractList<Object>() {
                                public Object get(int index) { return "x"; }
                                public int size() { return Integer.MAX_VALUE; }
                            });
                        case "Deep":
                            Object deep = "bottom";
                            for (long i = request.integer("levels", 0); i > 0; i--) {
                                deep = List.of(deep);
                            }
                            return Response.ok(deep);
                        case "Null":
                            return null;
                        case "Fail":
                            return Response.fail("chat not found");
                        case "Throw":
                            throw new IllegalStateException("it went wrong", new TimeoutException("inner"));
                        case "Overflow":
                            return callMethod(context, request);
                        case "Attributes":
                            return Response.ok(new TreeMap<>(context.attributes()));
                        case "Wait":
                            CountDownLatch told = new CountDownLatch(1);
                            context.onCancel(told::countDown);
                            try {
                                told.await();
                            } catch (InterruptedException e) {
                                System.out.println("interrupted");
                            }
                            System.out.println("waited " + context.isCancelled() + " " + context.deadline().isPresent());
                            return Response.ok("cancelled");
                        case "WaitAndFail":
                            while (java.time.Instant.now().isBefore(context.deadline().orElseThrow())) {
                                Thread.onSpinWait();
                            }
                            throw new TimeoutException("reading took too long");
                        case "Processors":
                            return Response.ok(Runtime.getRuntime().availableProcessors());
                        case "Variable":
                            return Response.ok(System.getenv(request.string("name")));
                        case "Loop":
                            System.out.println("loops");
                            for (long i = 0; ; i++) {
                                if (i == -1) {
                                    return null;
                                }
                            }
                        case "Exit":
                            System.err.println("out of licences");
                            System.exit(7);
                            return null;
                        case "ExitWithHook":
                            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                                while (true) {
                                    Thread.onSpinWait();
                                }
                            }));
                            System.exit(7);
                            return null;
                        case "Memory":
                            while (true) {
                                HOARD.add(new byte[1 << 20]);
                            }
                        case "Crash":
                            var field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
                            field.setAccessible(true);
                            var unsafe = field.get(null);
                            unsafe.getClass().getMethod("putAddress", long.class, long.class).invoke(unsafe, 0L, 0L);
                            return null;
                        case "Print":
                            System.out.println("to standard output \\u001b[31m Zo\\u00eb");
                            System.err.println("to standard error");
                            return Response.ok(null);
                        case "Environment":
                            return Response.ok(new ArrayList<>(System.getenv().keySet()));
                        case "Sees":
                            try {
                                return Response.ok(Class.forName(request.string("class")).getName());
                            } catch (ClassNotFoundException e) {
                                return Response.fail("not seen");
                            }
                        case "Heap":
                            return Response.ok(Runtime.getRuntime().maxMemory() >> 20);
                        case "Loader":
                            return Response.ok(Thread.currentThread().getContextClassLoader() == Plugin.class.getClassLoader());
                        case "Pid":
                            return Response.ok(ProcessHandle.current().pid());
                        case "Child":
                            return Response.ok(new ProcessBuilder("setsid", "sleep", "1000").start().pid());
                        case "ChildApart":
                            ProcessBuilder shell = new ProcessBuilder(
                                    "setsid", "sh", "-c", "setsid env -i sleep 1000 >/dev/null 2>&1 & echo $!");
                            shell.environment().keySet().retainAll(Set.of("PATH"));
                            return Response.ok(new String(shell.start().getInputStream().readAllBytes()).strip());
                        case "Signals":
                            return Response.ok(new String(new ProcessBuilder("cat", "/proc/self/status")
                                    .start().getInputStream().readAllBytes()));
                        default:
                            return Response.ok(null);
                    }
                }

                @Override
                public void probe() throws Exception {
                    if ("%s".equals("sick")) {
                        throw new IllegalStateException("no licence");
                    }
                }

                @Override
                public void close() {
                    System.out.println("closed");
                }
            }
            """;

    private GuestStory() {}

    static StoryRepository write(StoryRepository repository, String version) {
        return repository
                .write(
                        "config.json",
                        "{ \"name\": \"own\", \"methods\": { \"Say\": {}, \"Pid\": {}, \"Child\": {}, \"ChildApart\": {} } }")
                .write("Plugin.java", SOURCE.formatted(version, version));
    }

    /** Registers a version of {@code own}, with additional fields in its entry. */
    static StoryHost register(StoryHost host, String version, String more) throws IOException {
        Files.writeString(host.registryFile(), """
                [ { "name": "own", "version": "%s", "repo": "repositories/own", "service": "ownService",
                    "isolation": "process"%s } ]
                """.formatted(version, more));
        return host;
    }
}
