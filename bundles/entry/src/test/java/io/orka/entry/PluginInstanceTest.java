package io.orka.entry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.entry.Entrypoint.Kind;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compiled plugin is constructed, or a {@link BindFailure} names the reason. */
class PluginInstanceTest {

    private static final String METHOD =
            "public io.orka.sdk.Response callMethod(io.orka.sdk.Request request) { return io.orka.sdk.Response.ok(1L); }";

    @TempDir
    private Path classes;

    private URLClassLoader loader;

    @BeforeEach
    void open() throws Exception {
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, OrkaCall.class.getClassLoader());
    }

    @AfterEach
    void close() throws Exception {
        loader.close();
    }

    private void compile(String... types) throws Exception {
        Path source = Files.writeString(
                Files.createDirectories(classes.resolve("acme")).resolve("Plugin.java"),
                "package acme;\n" + String.join("\n", types));
        Path sdk = Path.of(OrkaCall.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String[] arguments = {"--release", "17", "-nowarn", "-cp", sdk.toString(), source.toString()};
        assertThat(requireNonNull(ToolProvider.getSystemJavaCompiler()).run(null, null, null, arguments))
                .isZero();
    }

    private static String plugin(String members) {
        return "public class Plugin { " + members + " " + METHOD + " }";
    }

    private PluginInstance construct() {
        return PluginInstance.construct(
                new Entrypoint(Kind.CALL_METHOD, "acme.Plugin", "callMethod", false), loader, classes);
    }

    private BindFailure failure(String code) {
        BindFailure failure = catchThrowableOfType(BindFailure.class, this::construct);
        assertThat(failure.code()).isEqualTo(code);
        return failure;
    }

    @Test
    void aConstructedPluginCanBeCalled() throws Exception {
        compile(plugin(""));
        PluginInstance instance = construct();
        assertThat(instance.object()).isInstanceOf(loader.loadClass("acme.Plugin"));
        assertThat(instance.call().call(new Request("Ping")).data()).isEqualTo(1L);
    }

    @Test
    void aMissingEntrypointIsAFaultOfTheBuild() {
        BindFailure failure = failure("ORKA-DEPLOY-04");
        assertThat(failure.reason()).isEqualTo("the class acme.Plugin is missing");
        assertThat(failure.remedy()).isEqualTo("Check that the build adds it to the plugin's jar.");
    }

    @Test
    void aMissingLibraryIsAFaultOfTheDependencies() throws Exception {
        compile(plugin("public Plugin() { new Library(); }"), "class Library {}");
        Files.delete(classes.resolve("acme/Library.class"));
        BindFailure failure = failure("ORKA-DEPLOY-04");
        assertThat(failure.reason()).isEqualTo("the class acme.Library is missing");
        assertThat(failure.remedy()).startsWith("Add the dependency that contains it");
    }

    @Test
    void aClassThatIsNotPublicIsNoEntry() throws Exception {
        compile("class Plugin { " + METHOD + " }");
        assertThat(failure("ORKA-DEPLOY-05").reason()).isEqualTo("the class acme.Plugin is not public");
    }

    @Test
    void anAbstractClassIsNoEntry() throws Exception {
        compile("public abstract class Plugin { " + METHOD + " }");
        assertThat(failure("ORKA-DEPLOY-05").reason()).isEqualTo("acme.Plugin is abstract");
    }

    @Test
    void aClassWithoutAPublicConstructorIsNoEntry() throws Exception {
        compile(plugin("Plugin() {}"));
        assertThat(failure("ORKA-DEPLOY-05").reason()).isEqualTo("acme.Plugin has no public no-argument constructor");
    }

    @Test
    void aClassWithoutTheMethodIsNoEntry() throws Exception {
        compile("public class Plugin {}");
        assertThat(failure("ORKA-DEPLOY-05").reason())
                .isEqualTo("acme.Plugin has no public method callMethod that matches the form CALL_METHOD");
    }

    @Test
    void aFailedInitializerIsNamedWithItsLineAndThenAsTheFirstFailure() throws Exception {
        compile(plugin("static { if (true) throw new IllegalStateException(\"no port\"); }"));
        assertThat(failure("ORKA-DEPLOY-06").reason())
                .isEqualTo("a static initializer of acme.Plugin or of a class it uses failed:"
                        + " IllegalStateException: no port at acme.Plugin.<clinit>(Plugin.java:2)");
        assertThat(failure("ORKA-DEPLOY-06").reason()).startsWith("a static initializer failed earlier: ");
    }

    @Test
    void aConstructorThatThrowsIsNamedWithItsLineAndLeavesNoClassesOfThePlugin() throws Exception {
        compile(
                plugin("public Plugin() { throw new Broken(); }"),
                "class Broken extends RuntimeException { Broken() { super(\"no licence\\nat all\"); } }");
        BindFailure failure = failure("ORKA-DEPLOY-07");
        assertThat(failure.reason())
                .isEqualTo("the constructor of acme.Plugin threw Broken: no licence"
                        + " at acme.Plugin.<init>(Plugin.java:2)");
        assertThat(failure).hasCauseExactlyInstanceOf(RecordedThrow.class);
        assertThat(failure.getCause())
                .hasMessageStartingWith("acme.Broken: no licence")
                .hasNoCause();
    }

    @Test
    void anInterruptInAConstructorIsKept() throws Exception {
        compile(plugin("public Plugin() throws Exception { throw new InterruptedException(); }"));
        BindFailure failure = failure("ORKA-DEPLOY-07");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.reason()).contains("threw InterruptedException at acme.Plugin");
    }

    @Test
    void aClassForANewerJavaSaysWhichOneItNeeds() throws Exception {
        compile(plugin(""));
        Path file = classes.resolve("acme/Plugin.class");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).putShort(6, (short) (44 + 99));
        Files.write(file, bytes);
        int java = Runtime.version().feature();
        BindFailure failure = failure("ORKA-DEPLOY-03");
        assertThat(failure.reason())
                .isEqualTo("acme.Plugin or one of its libraries requires Java 99, but this host runs on Java " + java);
        assertThat(failure.remedy())
                .isEqualTo("Compile the plugin for Java " + java + " or lower, or run Orka on Java 99.");
    }

    @Test
    void aBrokenClassFileIsNamed() throws Exception {
        compile(plugin(""));
        Path file = classes.resolve("acme/Plugin.class");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 40));
        assertThat(failure("ORKA-DEPLOY-08").reason())
                .startsWith("the classes of acme.Plugin are incompatible: ClassFormatError: ");
    }
}
