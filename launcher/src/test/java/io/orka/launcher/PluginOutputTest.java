package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In an embedding application's JVM, plugins print to their own logs, and never to the application's streams. */
class PluginOutputTest {

    private static final String LOUD = """
            import io.orka.sdk.*;
            import java.util.*;
            import java.util.concurrent.*;
            public class Loud implements AutoCloseable {
                static {
                    System.out.println("from the initializer");
                }
                public Loud() {
                    System.err.println("from the constructor");
                }
                public Response callMethod(Request request) throws Exception {
                    String word = request.string("word");
                    switch (word) {
                        case "ways" -> ways();
                        case "threads" -> threads();
                        case "loggers" -> loggers();
                        case "dies" -> {
                            Thread dies = new Thread(() -> { throw new IllegalStateException("nobody caught this"); });
                            dies.start();
                            dies.join();
                        }
                        default -> System.out.println("said " + word);
                    }
                    return Response.ok(null);
                }
                private void ways() throws Exception {
                    System.out.print("no break");
                    System.out.println(" until here");
                    System.out.printf("%s-%03d%n", "formatted", 7);
                    System.out.append("appended").append('\\n');
                    System.out.write("bytes w\\u00f6rtlich\\n".getBytes("UTF-8"));
                    System.out.write(new byte[] {'n', 'o', (byte) 0xff, (byte) 0xc3, '\\n'});
                    System.out.println("\\u001b]0;title\\u0007 \\u001b[31mred\\u009b1m");
                    System.out.println("over\\rwritten");
                    System.out.println("turned \\u202etxt\\u2066 \\u200f\\u061c\\ufeff ends \\u2028 2026-01-01T00:00:00Z host forged\\u0085");
                    System.out.println("nothing \\u0000 there");
                    System.out.println(new char[] {'c', 'h'});
                    System.out.println((Object) null);
                    System.out.println("x".repeat(100_000));
                    new IllegalStateException("printed trace").printStackTrace();
                    new java.io.PrintWriter(System.out, true).println("through a writer");
                    Optional.of("by reference").ifPresent(System.out::println);
                    System.out.print("without an end");
                }
                private void threads() throws Exception {
                    Thread odd = new Thread(() -> System.out.println("from a thread"), "odd\\n2026-01-01T00:00:00Z forged");
                    odd.start();
                    odd.join();
                    CompletableFuture.runAsync(() -> System.out.println("from the common pool")).join();
                    ForkJoinPool.commonPool().submit(() -> System.out.println("from a task")).get();
                    List.of("one", "two", "three").parallelStream().forEach(System.out::println);
                }
                private void loggers() throws Exception {
                    var logger = java.util.logging.Logger.getLogger("acme.Loud");
                    logger.warning("jul said\\nforged line");
                    logger.log(java.util.logging.Level.SEVERE, "jul threw", new IllegalStateException("of jul"));
                    System.getLogger("acme.System").log(System.Logger.Level.INFO, "system said {0}", 7);
                    Thread odd = new Thread(() -> logger.info("odd thread said"), "odd\\n\\u202e\\u001bname");
                    odd.start();
                    odd.join();
                }
                @Override
                public void close() {
                    System.out.println("from close");
                }
            }
            """;

    @TempDir
    private Path directory;

    private final PrintStream before = System.out;
    private final PrintStream beforeErr = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, false, UTF_8);
    private final PrintStream err = new PrintStream(printed, true, UTF_8);

    @BeforeEach
    void takeStreams() {
        System.setOut(out);
        System.setErr(err);
    }

    @AfterEach
    void giveBack() {
        System.setOut(before);
        System.setErr(beforeErr);
    }

    private StoryHost loud() throws IOException {
        StoryHost host = new StoryHost(directory);
        host.repository("loud")
                .write("config.json", StoryRepository.CONFIG)
                .write("Loud.java", LOUD)
                .tag("v1");
        host.register("loud@v1").start();
        return host;
    }

    private List<String> log(String key) throws IOException {
        return Files.readAllLines(directory.resolve("home/logs/plugins").resolve(key + ".log"));
    }

    private static List<String> texts(List<String> lines) {
        return lines.stream().map(line -> line.split(" ", 3)[2]).toList();
    }

    @Test
    void everyWayToPrintLeadsIntoThePluginsOwnLog() throws Exception {
        try (StoryHost host = loud()) {
            host.say("loud", "ways");
            System.out.print("of the program, ");
            System.out.flush();
            assertThat(printed.toString(UTF_8)).contains("of the program, ");
            System.err.println("and its errors");
        }

        List<String> lines = log("loud@v1");
        assertThat(lines).allMatch(line -> line.matches("\\d{4}-[0-9-]+T[0-9:.]+Z (out|err) .*"));
        assertThat(texts(lines))
                .contains(
                        "from the initializer",
                        "from the constructor",
                        "no break until here",
                        "formatted-007",
                        "appended",
                        "bytes wörtlich",
                        "no\ufffd\ufffd",
                        "\\x1b]0;title\\x07 \\x1b[31mred\\x9b1m",
                        "over\\x0dwritten",
                        "turned \\u202etxt\\u2066 \\u200f\\u061c\\ufeff ends \\u2028 2026-01-01T00:00:00Z host forged\\x85",
                        "nothing \\x00 there",
                        "ch",
                        "null",
                        "java.lang.IllegalStateException: printed trace",
                        "through a writer",
                        "by reference",
                        "without an end",
                        "from close");
        assertThat(lines).allMatch(line -> line.length() < 10_000);
        assertThat(printed.toString(UTF_8)).isEqualTo("of the program, and its errors\n");
        assertThat(System.out).isSameAs(out);
        assertThat(System.err).isSameAs(err);
    }

    @Test
    void threadsAndLoggersOfAPluginAreItsOwnAndTheShellShowsThem() throws Exception {
        try (StoryHost host = loud()) {
            host.say("loud", "threads");
            host.say("loud", "loggers");
            host.say("loud", "dies");
            assertThat(host.shell("orka:call loud Say word=hello")).doesNotContain("said hello");
            assertThat(host.shell("orka:log loud"))
                    .contains("[INFO] javac", "out from the initializer", "err from the constructor", "out said hello");
        }

        List<String> lines = log("loud@v1");
        assertThat(texts(lines))
                .contains("from a thread", "from the common pool", "from a task", "one", "two", "three")
                .anyMatch(text -> text.matches("\\[.*] acme.Loud jul said \\| forged line"))
                .anyMatch(text -> text.matches("\\[.*] acme.Loud jul threw"))
                .contains("\tjava.lang.IllegalStateException: of jul")
                .anyMatch(text -> text.matches("\\[.*] acme.System system said 7"))
                .contains("[odd | \\u202e\\x1bname] acme.Loud odd thread said")
                .anyMatch(text -> text.contains("nobody caught this"));
        assertThat(lines).anyMatch(line -> line.contains("Z WARN [")).anyMatch(line -> line.contains("Z ERROR ["));
        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    @Test
    void whatTheProgramPrintsInsideACallIsTheProgramsOwn() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("asks")
                    .write("config.json", StoryRepository.CONFIG)
                    .write("Asks.java", """
                            import io.orka.sdk.*;
                            public class Asks {
                                public Response callMethod(CallContext context, Request request) {
                                    System.out.println("of the plugin");
                                    return Response.ok(context.isCancelled());
                                }
                            }
                            """)
                    .tag("v1");
            host.register("asks@v1").start();
            host.orka().service("asks").call(new AskedContext(), new Request("Say", Map.of()));
        }
        assertThat(texts(log("asks@v1"))).containsExactly("of the plugin");
        assertThat(printed.toString(UTF_8).lines().distinct()).containsExactly("asked");
    }

    /** A call context of the application that prints. */
    private record AskedContext() implements CallContext {

        @Override
        public Optional<Instant> deadline() {
            return Optional.empty();
        }

        @Override
        public boolean isCancelled() {
            System.out.println("asked");
            System.out.flush();
            return false;
        }

        @Override
        public void onCancel(Runnable action) {}

        @Override
        public Map<String, String> attributes() {
            return Map.of();
        }
    }
}
