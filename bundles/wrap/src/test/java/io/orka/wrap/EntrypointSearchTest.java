package io.orka.wrap;

import static io.orka.entry.Entrypoint.Kind.CALL_METHOD;
import static io.orka.entry.Entrypoint.Kind.CALL_METHOD_RPC;
import static io.orka.entry.Entrypoint.Kind.CALL_METHOD_WITH_CONTEXT;
import static io.orka.entry.Entrypoint.Kind.ORKA_CALL;
import static io.orka.entry.Entrypoint.Kind.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orka.entry.Entrypoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntrypointSearchTest {

    private static final String SERVICE_METHOD =
            "public Response call(CallContext c, Request r) { return Response.ok(1); }";
    private static final String CONTEXT_METHOD =
            "public Response callMethod(CallContext c, Request r) { return Response.ok(1); }";
    private static final String PLAIN_METHOD = "public Response callMethod(Request r) { return Response.ok(1); }";
    private static final String RPC_METHOD = "public void callMethod(Request r, Response s) { }";
    private static final String PRIMARY = "public void orkaCall(Request r, Response s) { }";

    @TempDir
    Path directory;

    private Entrypoint find(PluginFixture plugin) throws IOException {
        return new BundleWrapper(directory.resolve("incoming"))
                .wrap(plugin.build())
                .entrypoint();
    }

    private PluginFixture plugin() {
        return new PluginFixture(directory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            public void orkaCall(Request r, Response s) {}                                            | ORKA_CALL | orkaCall | false
            public static void OrkaCall(Request r, Response s) throws Exception {}                    | ORKA_CALL | OrkaCall | true
            public Response callMethod(CallContext c, Request r) { return null; }                     | CALL_METHOD_WITH_CONTEXT | callMethod | false
            public static Response CallMethod(CallContext c, Request r) { return null; }              | CALL_METHOD_WITH_CONTEXT | CallMethod | true
            public static Response callMethod(Request r) { return null; }                             | CALL_METHOD | callMethod | true
            public final synchronized Response CallMethod(Request r) { return null; }                 | CALL_METHOD | CallMethod | false
            public void callMethod(Request r, Response s) {}                                          | CALL_METHOD_RPC | callMethod | false
            """)
    void findsEachForm(String method, Entrypoint.Kind kind, String name, boolean isStatic) throws IOException {
        assertThat(find(plugin().source("Plugin", "public class Plugin { " + method + " }")))
                .isEqualTo(new Entrypoint(kind, "acme.Plugin", name, isStatic));
    }

    @Test
    void findsServiceThroughOwnSuperclassAndInterface() throws IOException {
        assertThat(find(plugin().source(
                                "Plugin",
                                "interface Mine extends OrkaCall {} abstract class Half implements Mine { "
                                        + SERVICE_METHOD + " } public class Plugin extends Half {}")))
                .isEqualTo(new Entrypoint(SERVICE, "acme.Plugin", "call", false));
    }

    @Test
    void prefersTheFirstRankWithinAClassAndAmongClasses() throws IOException {
        String all = SERVICE_METHOD + RPC_METHOD + PLAIN_METHOD + CONTEXT_METHOD;
        assertThat(find(plugin().source("Plugin", "public class Plugin implements OrkaCall { " + all + " }")
                        .source("Zebra", "public class Zebra { " + PRIMARY + " }")))
                .isEqualTo(new Entrypoint(ORKA_CALL, "acme.Zebra", "orkaCall", false));
        assertThat(find(plugin().source("Plugin", "public class Plugin implements OrkaCall { " + all + " }"))
                        .kind())
                .isEqualTo(CALL_METHOD_WITH_CONTEXT);
        assertThat(find(plugin().source("P", "public class P { " + PLAIN_METHOD + RPC_METHOD + " }"))
                        .kind())
                .isEqualTo(CALL_METHOD);
        assertThat(find(plugin().source(
                                        "P",
                                        "public class P implements OrkaCall { " + SERVICE_METHOD + RPC_METHOD + " }"))
                        .kind())
                .isEqualTo(CALL_METHOD_RPC);
    }

    @Test
    void inheritedMethodsCount() throws IOException {
        assertThat(find(plugin().source(
                                "Plugin",
                                "abstract class Parent { " + PRIMARY + " } public class Plugin extends Parent {}")))
                .isEqualTo(new Entrypoint(ORKA_CALL, "acme.Plugin", "orkaCall", false));
    }

    @Test
    void inheritedStaticMethodIsOneEntrypointNotTwo() throws IOException {
        assertThat(find(plugin().source(
                                "Plugin",
                                "public class Plugin { public static Response callMethod(Request r) { return null; }"
                                        + " public static class Heir extends Plugin {} }")))
                .isEqualTo(new Entrypoint(CALL_METHOD, "acme.Plugin", "callMethod", true));
    }

    @Test
    void bridgeMethodsAreNoSecondEntrypoint() throws IOException {
        assertThat(find(plugin().source(
                                "Plugin",
                                "interface Handler<A, B> { void orkaCall(A a, B b); }"
                                        + " public class Plugin implements Handler<Request, Response> { " + PRIMARY
                                        + " }")))
                .isEqualTo(new Entrypoint(ORKA_CALL, "acme.Plugin", "orkaCall", false));
    }

    @Test
    void findsNestedClassAndClassWithoutPackage() throws IOException {
        assertThat(find(plugin().source("Outer", "public class Outer { public static class In { " + PRIMARY + " } }"))
                        .className())
                .isEqualTo("acme.Outer$In");
        assertThat(find(plugin().classes(Compiled.classes(
                                "Bare", "import io.orka.sdk.*; public class Bare { " + PRIMARY + " }")))
                        .className())
                .isEqualTo("Bare");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            public class Plugin { public void orkaCall(String a, Response s) {} } | public void acme.Plugin.orkaCall(String, io.orka.sdk.Response) has different parameters or a different result
            public class Plugin { public Response callMethod(int[] a) { return null; } } | public io.orka.sdk.Response acme.Plugin.callMethod(int[]) has different parameters or a different result
            public class Plugin { public boolean orkaCall(Request r, Response s) { return true; } } | public boolean acme.Plugin.orkaCall(io.orka.sdk.Request, io.orka.sdk.Response) has different parameters or a different result
            public class Plugin { void orkaCall(Request r, Response s) {} } | void acme.Plugin.orkaCall(io.orka.sdk.Request, io.orka.sdk.Response) is not public
            class Plugin { public void orkaCall(Request r, Response s) {} } | matches, but its class is not public
            public abstract class Plugin { public void orkaCall(Request r, Response s) {} } | matches, but its class is abstract
            public class Plugin { Plugin() {} public void orkaCall(Request r, Response s) {} } | matches, but its class has no public no-argument constructor
            public class Plugin { public Plugin(int i) {} public void orkaCall(Request r, Response s) {} } | matches, but its class has no public no-argument constructor
            public class Plugin { public class In { public void orkaCall(Request r, Response s) {} } } | acme.Plugin$In.orkaCall(io.orka.sdk.Request, io.orka.sdk.Response) matches, but its class is nested and not public static
            public class Plugin { protected static class In { public void orkaCall(Request r, Response s) {} } } | its class is nested and not public static
            public interface Plugin { static void orkaCall(Request r, Response s) {} } | matches, but its class is an interface
            public class Plugin { public void orkacall(Request r, Response s) {} } | public void acme.Plugin.orkacall(io.orka.sdk.Request, io.orka.sdk.Response) is spelled differently
            public class Plugin { public void ORKACALL(Request r, Response s) {} } | is spelled differently
            public abstract class Plugin implements OrkaCall {} | acme.Plugin implements OrkaCall, but its class is abstract
            public class Plugin { OrkaCall c = new OrkaCall() { public Response call(CallContext c, Request r) { return null; } }; } | acme.Plugin$1 implements OrkaCall, but its class is nested and not public static
            public class Plugin {} | found nothing similar
            """)
    void explainsNearMisses(String source, String explanation) {
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> find(plugin().source("Plugin", source)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ORKA-WRAP-06"))
                .withMessageContaining("looked for orkaCall(Request, Response)")
                .withMessageContaining(explanation);
    }

    @Test
    void listsTheLikelierMissesFirstAndNotAll() {
        String others = IntStream.rangeClosed(1, 9)
                .mapToObj(dimensions -> "public void callMethod(int" + "[]".repeat(dimensions) + " a) {} ")
                .collect(Collectors.joining());
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> find(plugin().source("Ruby", "public class Ruby { " + others + " }")
                        .source("Zebra", "class Zebra { " + PRIMARY + " }")))
                .withMessageContaining("near misses: public void acme.Zebra.orkaCall")
                .withMessageEndingWith("; and 5 more");
    }

    @Test
    void twoOfOneRankAreListedAndMainSettlesIt() throws IOException {
        PluginFixture two = plugin().source("A", "public class A { " + PRIMARY + " }")
                .source("B", "public class B { " + PRIMARY + " }");
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> find(two))
                .satisfies(
                        e -> assertThat(e.line())
                                .isEqualTo(
                                        "ORKA-WRAP-07: 2 entrypoints of the same form: acme.A.orkaCall, acme.B.orkaCall."
                                                + " Keep one of them. If they are in several classes, you can also choose one in config.json, such as \"main\": \"acme.A\"."));
        assertThat(find(two.main("acme.B")).className()).isEqualTo("acme.B");
    }

    @Test
    void bothCasesInOneClassAreTwoCandidates() {
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> find(plugin().source(
                                "A",
                                "public class A { " + PRIMARY
                                        + " public static void OrkaCall(Request r, Response s) {} }")))
                .withMessageContaining("acme.A.orkaCall, acme.A.OrkaCall");
    }

    @Test
    void unknownMainIsAnsweredWithTheNearestName() {
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> find(plugin().source("Plugin", "public class Plugin { " + PRIMARY + " }")
                        .main("acme.Plugn")))
                .satisfies(e -> assertThat(e.line())
                        .isEqualTo("ORKA-WRAP-08: config.json has \"main\": \"acme.Plugn\", but the plugin has no such"
                                + " class. Did you mean \"acme.Plugin\"?"));
    }

    @Test
    void onlyTheClassNamedByMainIsLookedAt() {
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> find(plugin().source("Plugin", "public class Plugin { " + PRIMARY + " }")
                        .source("Other", "public class Other { private void callMethod(Request r) {} }")
                        .main("acme.Other")))
                .withMessageStartingWith("no entrypoint in acme.Other; looked for")
                .withMessageContaining("acme.Other.callMethod")
                .withMessageNotContaining("acme.Plugin");
    }
}
