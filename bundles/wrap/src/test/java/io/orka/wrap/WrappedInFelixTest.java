package io.orka.wrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.Felix;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Wrapped bundles are installed, started and called in the host's framework with the host's configuration. */
class WrappedInFelixTest {

    private static final String HEAD = "public class Plugin { public static Response callMethod(Request r) ";

    @TempDir
    Path directory;

    private Felix felix;

    @BeforeEach
    void startFelix() throws BundleException {
        felix = new Felix(Map.of(
                "org.osgi.framework.storage", directory.resolve("cache").toString(),
                "org.osgi.framework.storage.clean", "onFirstInit",
                "org.osgi.framework.bsnversion", "multiple",
                "org.osgi.framework.system.packages.extra", "io.orka.sdk;version=1.0.0",
                "org.osgi.framework.bootdelegation", "javax.*,jdk.*,com.sun.*,sun.*,org.w3c.*,org.xml.*,org.ietf.*",
                "felix.bootdelegation.implicit", "false",
                "felix.service.urlhandlers", "false",
                "felix.log.level", "1"));
        felix.start();
    }

    @AfterEach
    void stopFelix() throws Exception {
        felix.stop();
        felix.waitForStop(10_000);
    }

    private @Nullable Object answer(PluginFixture plugin) throws Exception {
        PluginBundle wrapped = new BundleWrapper(directory.resolve("incoming")).wrap(plugin.build());
        Bundle bundle = felix.getBundleContext()
                .installBundle("reference:" + wrapped.directory().toUri());
        bundle.start();
        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(bundle.getSymbolicName()).isEqualTo("orka.plugin.tiny");
        Class<?> type = bundle.loadClass(wrapped.entrypoint().className());
        Response response = (Response)
                type.getMethod(wrapped.entrypoint().methodName(), Request.class).invoke(null, new Request("Ping"));
        return response.data();
    }

    private PluginFixture plugin() {
        return new PluginFixture(directory);
    }

    @Test
    void pluginAnswers() throws Exception {
        assertThat(answer(plugin().source("Plugin", HEAD + "{ return Response.ok(r.method()); } }")))
                .isEqualTo("Ping");
    }

    @Test
    void librariesAreSeenInOrder() throws Exception {
        PluginFixture plugin = plugin().library(
                        PluginFixture.library(
                                directory.resolve("one/words.jar"),
                                "words.Word",
                                "package words; public class Word implements java.util.function.Supplier<String> { public String get() { return \"first\"; } }"))
                .library(
                        PluginFixture.library(
                                directory.resolve("two/words.jar"),
                                "words.Word",
                                "package words; public class Word implements java.util.function.Supplier<String> { public String get() { return \"second\"; } }"))
                .source(
                        "Plugin",
                        HEAD
                                + "{ try { return Response.ok(((java.util.function.Supplier<?>) Class.forName(\"words.Word\")"
                                + ".getConstructor().newInstance()).get()); }"
                                + " catch (ReflectiveOperationException e) { return Response.fail(e.toString()); } } }");
        assertThat(answer(plugin)).isEqualTo("first");
    }

    @Test
    void shadedSdkGivesWayToTheHosts() throws Exception {
        PluginFixture plugin = plugin().source("Plugin", HEAD + "{ return Response.ok(\"host\"); } }")
                .library(PluginFixture.library(
                        directory.resolve("sdk.jar"),
                        "io.orka.sdk.Response",
                        "package io.orka.sdk; public class Response {}"))
                .classes(Compiled.classes(
                        "io.orka.sdk.Request", "package io.orka.sdk; public class Request { int forged; }"));
        assertThat(answer(plugin)).isEqualTo("host");
    }

    @Test
    void multiReleaseClassesOfTheOwnJarAreUsed() throws Exception {
        String word = "package acme; public class Word { public static String get() { return \"%s\"; } }";
        Map<String, byte[]> newer = Compiled.classes("acme.Word", word.formatted("for 17"));
        PluginFixture plugin = plugin().header("Multi-Release", "true")
                .classes(Compiled.classes("acme.Word", word.formatted("for all")))
                .classes(Map.of("META-INF/versions/17/acme/Word.class", newer.get("acme/Word.class")))
                .source(
                        "Plugin",
                        HEAD
                                + "{ try { return Response.ok(Class.forName(\"acme.Word\").getMethod(\"get\").invoke(null)); }"
                                + " catch (ReflectiveOperationException e) { return Response.fail(e.toString()); } } }");
        assertThat(answer(plugin)).isEqualTo("for 17");
    }

    @Test
    void classWithoutPackageAndModuleInfoDoNoHarm() throws Exception {
        PluginFixture plugin = plugin().classes(Compiled.classes("module-info", "module tiny {}"))
                .classes(Compiled.classes(
                        "Bare",
                        "import io.orka.sdk.*; public class Bare {"
                                + " public static Response CallMethod(Request r) { return Response.ok(\"bare\"); } }"));
        assertThat(answer(plugin)).isEqualTo("bare");
    }
}
