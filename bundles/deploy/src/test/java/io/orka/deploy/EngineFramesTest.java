package io.orka.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack trace names the engine bundle or embedding application that it runs, never the host or the framework. */
class EngineFramesTest {

    private static final StackTraceElement JDK =
            new StackTraceElement(null, "java.base", "17", "java.lang.Thread", "sleep", "Thread.java", -2);
    private static final StackTraceElement FELIX = host("org.apache.felix.framework.EventDispatcher");
    private static final StackTraceElement ORKA = host("io.orka.plugins.Lifecycle");

    @TempDir
    Path temp;

    private RealFramework framework;
    private EngineFrames frames;

    @BeforeEach
    void start() throws Exception {
        framework = new RealFramework(temp.resolve("cache"));
        frames = new EngineFrames(framework.context());
        install("file:engine.jar", "com.acme.engine", Map.of("acme/Engine$1.class", new byte[0]));
        install("file:scr.jar", "org.apache.felix.scr", Map.of("org/apache/felix/scr/Bind.class", new byte[0]));
        install("file:lib.jar", "lib", Map.of("inner.jar", jar(new Manifest(), Map.of("Lib.class", new byte[0]))));
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
    }

    private void install(String location, String name, Map<String, byte[]> files) throws Exception {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-ClassPath", files.containsKey("inner.jar") ? "inner.jar" : ".");
        framework
                .context()
                .installBundle(location, new ByteArrayInputStream(jar(manifest, files)))
                .start();
    }

    private static byte[] jar(Manifest manifest, Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                jar.putNextEntry(new ZipEntry(file.getKey()));
                jar.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static StackTraceElement host(String className) {
        return new StackTraceElement("app", null, null, className, "run", "Host.java", 1);
    }

    private static StackTraceElement bundle(String className) {
        return new StackTraceElement(null, null, null, className, "bind", "Engine.java", 41);
    }

    private String innermost(StackTraceElement... stack) {
        Optional<EngineFrame> found = frames.innermost(stack);
        return found.map(code -> code.owner() + " " + code.line()).orElse("nobody");
    }

    @Test
    void the_bundle_that_the_innermost_line_is_of_is_named() {
        assertThat(innermost(JDK, ORKA, bundle("acme.Engine$1"), bundle("Lib"), FELIX, ORKA))
                .isEqualTo("bundle 'com.acme.engine' acme.Engine$1.bind(Engine.java:41)");
    }

    @Test
    void a_class_in_a_jar_inside_a_bundle_is_found() {
        assertThat(innermost(JDK, bundle("Lib"), FELIX)).isEqualTo("bundle 'lib' Lib.bind(Engine.java:41)");
    }

    @Test
    void what_calls_components_is_named_only_where_it_is_alone() {
        StackTraceElement scr = bundle("org.apache.felix.scr.Bind");
        assertThat(innermost(JDK, scr, bundle("acme.Engine$1"), scr, FELIX)).startsWith("bundle 'com.acme.engine'");
        assertThat(innermost(JDK, scr, FELIX)).startsWith("bundle 'org.apache.felix.scr'");
    }

    @Test
    void code_of_the_embedding_program_is_told_as_such() {
        assertThat(innermost(JDK, host("com.acme.Program"), FELIX, ORKA))
                .isEqualTo("the embedding application com.acme.Program.run(Host.java:1)");
        assertThat(innermost(JDK, bundle("com.acme.Loaded"), FELIX, ORKA)).startsWith("the embedding application");
    }

    @Test
    void the_host_and_the_framework_are_nobody() {
        assertThat(innermost(JDK, FELIX, ORKA)).isEqualTo("nobody");
        assertThat(innermost(JDK, host("ch.qos.logback.core.Appender"), ORKA, FELIX))
                .isEqualTo("nobody");
        assertThat(innermost(JDK, host("com.acme.Program"), ORKA)).isEqualTo("nobody");
        assertThat(innermost()).isEqualTo("nobody");
    }

    @Test
    void a_line_without_its_source_is_still_a_line() {
        StackTraceElement bare = new StackTraceElement("acme.Engine$1", "bind", null, -1);
        assertThat(innermost(bare, FELIX)).isEqualTo("bundle 'com.acme.engine' acme.Engine$1.bind(unknown source)");
    }
}
