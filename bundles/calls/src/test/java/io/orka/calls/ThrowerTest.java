package io.orka.calls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.identity.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A plugin with a separate class loader throws each kind of throwable. The caller gets one kind of exception, which
 * references no object of the plugin: the class loader is collected while the exception is kept.
 */
class ThrowerTest {

    @TempDir
    static Path classes;

    private static final String SOURCE = """
            package acme;
            import io.orka.sdk.*;
            import java.util.*;
            public class Thrower implements OrkaCall {
                static class Own extends RuntimeException {
                    Own(String message, Throwable cause) { super(message, cause); }
                }
                static class NoMessage extends RuntimeException {
                    public String getMessage() { throw new Own("hostile", null); }
                }
                static class NoStack extends RuntimeException {
                    NoStack() { super("no stack", new Own("the cause", null)); }
                    public StackTraceElement[] getStackTrace() { throw new Own("hostile", null); }
                }
                static class NullFrames extends RuntimeException {
                    NullFrames() { super("null frames", new Own("the cause", null)); }
                    public StackTraceElement[] getStackTrace() { return new StackTraceElement[5]; }
                }
                static class NoText extends RuntimeException {
                    public String toString() { throw new Own("hostile", null); }
                    public String getLocalizedMessage() { throw new Own("hostile", null); }
                }
                static class NoCause extends RuntimeException {
                    NoCause() { super("no cause"); addSuppressed(new Own("aside", null)); }
                    public synchronized Throwable getCause() { throw new StackOverflowError(); }
                }
                static class Endless extends RuntimeException {
                    Endless() { super("endless"); }
                    public synchronized Throwable getCause() { return new Endless(); }
                }
                static class Missing {}
                static class Broken { static { if (true) throw new Own("in the initializer", null); } }
                static class Death extends ThreadDeath {}
                static class Rows extends AbstractMap<String, Object> {
                    public Set<Map.Entry<String, Object>> entrySet() { throw new Own("closed", null); }
                }
                static int depth(int n) { return depth(n + 1) + 1; }
                static <T extends Throwable> void sneak(Throwable t) throws T { throw (T) t; }

                public Response call(CallContext context, Request request) throws Exception {
                    switch (request.method()) {
                        case "own": throw new Own("outer", new Own("inner", null));
                        case "noMessage": throw new NoMessage();
                        case "noStack": throw new NoStack();
                        case "nullFrames": throw new NullFrames();
                        case "noText": throw new NoText();
                        case "noCause": throw new NoCause();
                        case "endless": throw new Endless();
                        case "null": throw null;
                        case "sneaky": Thrower.<RuntimeException>sneak(new Exception("checked") {});
                        case "stack": return Response.ok(depth(0));
                        case "memory": return Response.ok(new long[Integer.MAX_VALUE].length);
                        case "linkage": return Response.ok(new Missing().hashCode());
                        case "initializer": return Response.ok(new Broken().hashCode());
                        case "death": throw new Death();
                        case "assertion": throw new AssertionError(new StringBuilder("never"));
                        case "rows": return Response.ok(Map.of("rows", new Rows()));
                        case "interrupted": throw new InterruptedException("own");
                        default: throw new Own("long ".repeat(1_000_000), null);
                    }
                }
            }
            """;

    @BeforeAll
    static void compile() throws Exception {
        CompiledPlugin.compile(classes, "Thrower", SOURCE);
        Files.delete(classes.resolve("acme/Thrower$Missing.class"));
    }

    static Stream<Arguments> throwers() {
        Map<String, String> messages = Map.ofEntries(
                Map.entry("own", "Own: outer"),
                Map.entry("noMessage", "NoMessage: (its message cannot be read: getMessage threw acme.Thrower$Own)"),
                Map.entry("noStack", "NoStack: no stack"),
                Map.entry("nullFrames", "NullFrames: null frames"),
                Map.entry("noText", "NoText"),
                Map.entry("noCause", "NoCause: no cause"),
                Map.entry("endless", "Endless: endless"),
                Map.entry("null", "NullPointerException"),
                Map.entry("sneaky", "Thrower$1: checked"),
                Map.entry("stack", "StackOverflowError"),
                Map.entry("memory", "OutOfMemoryError: "),
                Map.entry("linkage", "NoClassDefFoundError: acme/Thrower$Missing"),
                Map.entry("initializer", "ExceptionInInitializerError"),
                Map.entry("death", "Death"),
                Map.entry("assertion", "AssertionError: never"),
                Map.entry("rows", "Own: closed"),
                Map.entry("interrupted", "InterruptedException: own"),
                Map.entry("long", "Own: long long long"));
        return messages.entrySet().stream()
                .flatMap(entry -> Stream.of(Limits.none(), new Limits(Duration.ofHours(1), 4))
                        .map(limits -> Arguments.of(entry.getKey(), entry.getValue(), limits)));
    }

    @ParameterizedTest
    @MethodSource("throwers")
    void reaches_the_caller_as_text(String method, String message, Limits limits) throws Exception {
        Calls calls = new Calls();
        OrkaCallException[] fault = new OrkaCallException[1];

        WeakReference<ClassLoader> loader = call(calls, method, limits, fault);

        assertThat(fault[0].code()).isEqualTo(CallCodes.PLUGIN_THREW);
        assertThat(requireNonNull(fault[0].getMessage()))
                .startsWith("ORKA-CALL-04: p " + method + ": ")
                .contains(message)
                .hasSizeLessThan(11_000);
        StringWriter text = new StringWriter();
        fault[0].printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).hasSizeLessThan(1_000_000);
        if (method.equals("noStack") || method.equals("nullFrames")) {
            assertThat(text.toString()).contains("Caused by: acme.Thrower$Own: the cause");
        }
        if (method.equals("noCause")) {
            assertThat(text.toString()).contains("Suppressed: acme.Thrower$Own: aside");
        }
        Eventually.holds("nothing of the plugin is held by " + fault[0].code(), () -> {
            System.gc();
            return loader.refersTo(null);
        });
        assertThat(Thread.interrupted()).isEqualTo(method.equals("interrupted") && limits.equals(Limits.none()));
    }

    private static WeakReference<ClassLoader> call(Calls calls, String method, Limits limits, OrkaCallException[] fault)
            throws Exception {
        try (URLClassLoader loader = CompiledPlugin.loader(classes)) {
            OrkaCall plugin =
                    (OrkaCall) loader.loadClass("acme.Thrower").getConstructor().newInstance();
            PluginKey key = PluginKey.parse("p");
            try (Generation generation =
                    new Generation(key, "c0ffee", 1, plugin, loader, true, limits, ThreadStop.none())) {
                calls.switchTo(generation, Set.of());
                fault[0] = requireNonNull(catchThrowableOfType(
                        OrkaCallException.class, () -> calls.call("p", CallContext.none(), new Request(method))));
                assertThat(generation.failed()).isEqualTo(1);
                calls.withdraw(key);
                assertThat(generation.awaitIdle(Duration.ZERO)).isTrue();
            }
            return new WeakReference<>(loader);
        }
    }
}
