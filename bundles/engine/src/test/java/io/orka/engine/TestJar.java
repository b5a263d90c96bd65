package io.orka.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A bundle that the test compiles and packs. */
final class TestJar {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new TreeMap<>();

    private TestJar() {}

    /** Creates a jar without the headers of a bundle. */
    static TestJar plain() {
        return new TestJar();
    }

    static TestJar bundle(String name, String version) {
        return plain().header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", name)
                .header("Bundle-Version", version);
    }

    TestJar header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    TestJar entry(String name, String text) {
        entries.put(name, text.getBytes(UTF_8));
        return this;
    }

    TestJar source(String type, String text) {
        sources.put(type, text);
        return this;
    }

    /** Adds an activator with the given code in its start and stop methods, in the package with the bundle's name. */
    TestJar activator(String start, String stop) {
        String name = String.valueOf(headers.get("Bundle-SymbolicName"));
        return header("Bundle-Activator", name + ".Activator")
                .header("Import-Package", "org.osgi.framework")
                .source(name + ".Activator", """
                        package %s;
                        public final class Activator implements org.osgi.framework.BundleActivator {
                            public void start(org.osgi.framework.BundleContext context) throws Exception { %s }
                            public void stop(org.osgi.framework.BundleContext context) throws Exception { %s }
                        }
                        """.formatted(name, start, stop));
    }

    /** Adds a component of declarative services with the given XML elements and the given code in its class. */
    TestJar component(String type, String attributes, String elements, String code) {
        String file = "OSGI-INF/" + type + ".xml";
        headers.merge("Service-Component", file, (one, other) -> one + "," + other);
        header(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0)(!(version>=2.0.0)))\"");
        entry(file, """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%1$s" activate="activate" deactivate="deactivate" %2$s>
                  <implementation class="%1$s"/>%3$s
                </scr:component>
                """.formatted(type, attributes, elements));
        int dot = type.lastIndexOf('.');
        return source(type, """
                package %s;
                public class %s {
                    %s
                }
                """.formatted(type.substring(0, dot), type.substring(dot + 1), code));
    }

    /** Writes the jar to a temporary file, and moves the file to its place atomically. */
    Path write(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        Path beside = Files.write(jar.resolveSibling(jar.getFileName() + ".tmp"), bytes());
        return Files.move(beside, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    byte[] bytes() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        Map<String, byte[]> all = new TreeMap<>(entries);
        all.putAll(compiled());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : all.entrySet()) {
                JarEntry head = new JarEntry(entry.getKey());
                head.setTime(0);
                out.putNextEntry(head);
                out.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private Map<String, byte[]> compiled() throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        if (sources.isEmpty()) {
            return classes;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<Output> outputs = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, UTF_8)) {
            JavaFileManager memory = new ForwardingJavaFileManager<>(files) {
                @Override
                public JavaFileObject getJavaFileForOutput(
                        Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
                    Output output = new Output(type);
                    outputs.add(output);
                    return output;
                }
            };
            List<Source> units = sources.entrySet().stream()
                    .map(source -> new Source(source.getKey(), source.getValue()))
                    .toList();
            boolean compiled = compiler.getTask(null, memory, problems, List.of("--release", "17"), null, units)
                    .call();
            assertThat(compiled).as(problems.getDiagnostics().toString()).isTrue();
        }
        outputs.forEach(output -> classes.put(output.type.replace('.', '/') + ".class", output.bytes.toByteArray()));
        return classes;
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String type, String text) {
            super(URI.create("string:///" + type.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends SimpleJavaFileObject {

        private final String type;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Output(String type) {
            super(URI.create("bytes:///" + type.replace('.', '/') + ".class"), Kind.CLASS);
            this.type = type;
        }

        @Override
        public ByteArrayOutputStream openOutputStream() {
            return bytes;
        }
    }
}
