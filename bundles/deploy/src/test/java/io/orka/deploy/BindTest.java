package io.orka.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orka.entry.Entrypoint.Kind;
import io.orka.entry.RecordedThrow;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BindTest {

    private static final Request ADA = new Request("Hello", Map.of("name", "Ada"));
    private static final String HEAD = "package acme; import io.orka.sdk.*; ";

    @TempDir
    static Path temp;

    private static RealFramework framework;
    private static Deployer deployer;

    @BeforeAll
    static void start() throws Exception {
        framework = new RealFramework(temp.resolve("cache"));
        deployer = framework.deployer(temp.resolve("run"));
    }

    @AfterAll
    static void stop() throws Exception {
        framework.stop();
    }

    private PluginSources plugin(String body) throws IOException {
        return new PluginSources(Files.createTempDirectory(temp, "plugin")).source("acme.Plugin", HEAD + body);
    }

    private PluginBundle callable(String body) throws IOException {
        return plugin("public class Plugin { " + body
                        + " public Response callMethod(Request r) { return Response.ok(1); } }")
                .bundle("p@1");
    }

    static Stream<Arguments> forms() {
        String fills = "(Request q, Response r) { r.setSuccess(true); r.setData(\"Hello, \" + q.string(\"name\")); }";
        String returns = " { return Response.ok(\"Hello, \" + q.string(\"name\")); }";
        return Stream.of(
                Arguments.of(Kind.ORKA_CALL, "OrkaCall", false, "public void OrkaCall" + fills),
                Arguments.of(Kind.ORKA_CALL, "orkaCall", true, "public static void orkaCall" + fills),
                Arguments.of(
                        Kind.CALL_METHOD_WITH_CONTEXT,
                        "callMethod",
                        false,
                        "public Response callMethod(CallContext c, Request q)" + returns),
                Arguments.of(
                        Kind.CALL_METHOD_WITH_CONTEXT,
                        "CallMethod",
                        true,
                        "public static Response CallMethod(CallContext c, Request q) throws Exception" + returns),
                Arguments.of(Kind.CALL_METHOD, "callMethod", false, "public Response callMethod(Request q)" + returns),
                Arguments.of(
                        Kind.CALL_METHOD, "callMethod", true, "public static Response callMethod(Request q)" + returns),
                Arguments.of(Kind.CALL_METHOD_RPC, "callMethod", false, "public void callMethod" + fills),
                Arguments.of(Kind.CALL_METHOD_RPC, "callMethod", true, "public static void callMethod" + fills),
                Arguments.of(Kind.SERVICE, "call", false, "public Response call(CallContext c, Request q)" + returns));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void every_form_of_entrypoint_answers(Kind kind, String method, boolean isStatic, String body) throws Exception {
        String heading = "public class Plugin " + (kind == Kind.SERVICE ? "implements OrkaCall" : "");
        PluginBundle bundle = plugin(heading + "{ " + body + " }").bundle("p@1", kind, "acme.Plugin", method, isStatic);

        try (Deployment deployment = RealFramework.deploy(deployer, bundle);
                BoundPlugin bound = deployment.bind()) {
            assertThat(bound.call().call(CallContext.none(), ADA).data()).isEqualTo("Hello, Ada");
        }
    }

    @Test
    void what_an_entrypoint_throws_passes_as_it_is() throws Exception {
        PluginBundle bundle = plugin("public class Plugin { public Response callMethod(Request r) throws Exception"
                        + " { throw new java.io.IOException(\"gone\"); } }")
                .bundle("p@1");

        try (Deployment deployment = RealFramework.deploy(deployer, bundle);
                BoundPlugin bound = deployment.bind()) {
            OrkaCall call = bound.call();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> call.call(ADA))
                    .withMessage("gone");
        }
    }

    private DeployFailure failure(PluginBundle bundle) {
        try (Deployment deployment = RealFramework.deploy(deployer, bundle)) {
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            DeployFailure[] caught = new DeployFailure[1];
            assertThatExceptionOfType(DeployFailure.class)
                    .isThrownBy(deployment::bind)
                    .satisfies(failure -> caught[0] = failure);
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
            return caught[0];
        }
    }

    @Test
    void a_constructor_that_throws_is_named_with_its_line() throws Exception {
        DeployFailure failure =
                failure(callable("\n\npublic Plugin() { java.util.Objects.requireNonNull(null, \"no token\"); }"));

        assertThat(failure.line())
                .startsWith("ORKA-DEPLOY-07: the constructor of acme.Plugin threw NullPointerException: no token at"
                        + " acme.Plugin.<init>(Plugin.java:3)");
        assertThat(failure.getCause())
                .isExactlyInstanceOf(RecordedThrow.class)
                .hasMessageContaining("at p@1//acme.Plugin");
    }

    static Stream<String> errors() {
        return Stream.of(
                "StackOverflowError", "OutOfMemoryError", "ThreadDeath", "AssertionError", "java.io.IOError(null)");
    }

    @ParameterizedTest
    @MethodSource("errors")
    void a_constructor_that_throws_an_error_is_named(String error) throws Exception {
        String expression = error.endsWith(")") ? error : error + "()";
        DeployFailure failure = failure(callable("public Plugin() { if (true) throw new " + expression + "; }"));

        assertThat(failure.code()).isEqualTo("ORKA-DEPLOY-07");
        assertThat(failure).hasMessageContaining(error.replaceAll("java.io.|\\(.*", ""));
    }

    @Test
    void an_interrupted_constructor_leaves_the_thread_interrupted() throws Exception {
        DeployFailure failure =
                failure(callable("public Plugin() throws Exception { throw new InterruptedException(); }"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.code()).isEqualTo("ORKA-DEPLOY-07");
    }

    @Test
    void a_static_initializer_that_fails_is_named_with_its_line() throws Exception {
        DeployFailure failure = failure(callable("static final int N =\n Integer.parseInt(\"many\");"));

        assertThat(failure)
                .hasMessage(
                        "a static initializer of acme.Plugin or of a class it uses failed: NumberFormatException: For"
                                + " input string: \"many\" at acme.Plugin.<clinit>(Plugin.java:2)");
        assertThat(failure.code()).isEqualTo("ORKA-DEPLOY-06");
    }

    @Test
    void a_class_of_a_missing_dependency_is_named() throws Exception {
        PluginSources sources = new PluginSources(Files.createTempDirectory(temp, "plugin"));
        PluginBundle bundle = sources.source("other.Dependency", "package other; public class Dependency { }")
                .source(
                        "acme.Plugin",
                        HEAD + "public class Plugin { Object o = new other.Dependency();"
                                + " public Response callMethod(Request r) { return Response.ok(1); } }")
                .bundle("p@1");
        Files.delete(bundle.directory().resolve("other/Dependency.class"));

        DeployFailure failure = failure(bundle);

        assertThat(failure.line())
                .startsWith(
                        "ORKA-DEPLOY-04: the class other.Dependency is missing. Add the dependency that contains it");
    }

    @Test
    void an_entry_class_that_is_not_there_is_named() throws Exception {
        PluginBundle bundle = callable("");
        Files.delete(bundle.directory().resolve("acme/Plugin.class"));

        assertThat(failure(bundle).line())
                .startsWith("ORKA-DEPLOY-04: the class acme.Plugin is missing. Check that the build adds it");
    }

    @Test
    void a_class_file_of_a_newer_java_is_named() throws Exception {
        PluginBundle bundle = callable("");
        Path file = bundle.directory().resolve("acme/Plugin.class");
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] = 44 + 77;
        Files.write(file, bytes);

        assertThat(failure(bundle))
                .hasMessage("acme.Plugin or one of its libraries requires Java 77, but this host runs on Java "
                        + Runtime.version().feature());
    }

    @Test
    void a_class_file_that_is_broken_is_named() throws Exception {
        PluginBundle bundle = callable("");
        Files.writeString(bundle.directory().resolve("acme/Plugin.class"), "not a class file at all");

        assertThat(failure(bundle).code()).isEqualTo("ORKA-DEPLOY-08");
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of(
                        "public class Plugin { Plugin() {} }", "acme.Plugin has no public no-argument constructor"),
                Arguments.of(
                        "public class Plugin { public Plugin(int i) {} }",
                        "acme.Plugin has no public no-argument constructor"),
                Arguments.of("public abstract class Plugin { }", "acme.Plugin is abstract"),
                Arguments.of("class Plugin { }", "the class acme.Plugin is not public"),
                Arguments.of(
                        "public class Plugin { Response callMethod(Request r) { return null; } }",
                        "acme.Plugin has no public method callMethod"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void a_class_that_cannot_be_used_is_told_why(String body, String message) throws Exception {
        DeployFailure failure = failure(plugin(body).bundle("p@1"));

        assertThat(failure.code()).isEqualTo("ORKA-DEPLOY-05");
        assertThat(failure).hasMessageStartingWith(message);
    }

    @Test
    void an_autocloseable_plugin_is_closed_once_with_its_context_loader() throws Exception {
        PluginBundle bundle = plugin(
                        "public class Plugin implements AutoCloseable { public static String closed = \"\";"
                                + " public Response callMethod(Request r) { return Response.ok(closed); }"
                                + " public void close() { closed += Thread.currentThread().getContextClassLoader().getName();"
                                + " throw new StackOverflowError(); } }")
                .bundle("p@1");
        try (Deployment deployment = RealFramework.deploy(deployer, bundle)) {
            BoundPlugin bound = deployment.bind();
            bound.close();
            bound.close();

            assertThat(bound.call().call(ADA).data()).isEqualTo("p@1");
        }
    }
}
