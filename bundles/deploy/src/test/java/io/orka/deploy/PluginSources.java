package io.orka.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.entry.Entrypoint;
import io.orka.identity.PluginKey;
import io.orka.sdk.OrkaCall;
import io.orka.wrap.OsgiVersion;
import io.orka.wrap.PluginBundle;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/** Compiles small plugins into exploded bundles with the manifest that the wrapper writes. */
final class PluginSources {

    private final Path directory;
    private final List<Path> libraries = new ArrayList<>();
    private String imports = "io.orka.sdk;version=\"[1,2)\"";
    private String java = "17";

    PluginSources(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    PluginSources resource(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    PluginSources source(String name, String text) throws IOException {
        compile(directory, name, text);
        return this;
    }

    PluginSources library(String jar, String className, String text, Map<String, String> resources) throws IOException {
        Path classes = Files.createTempDirectory(directory.getParent(), "library");
        compile(classes, className, text);
        for (Map.Entry<String, String> resource : resources.entrySet()) {
            Path file = classes.resolve(resource.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, resource.getValue());
        }
        Path target = directory.resolve("lib").resolve(jar);
        Files.createDirectories(target.getParent());
        try (OutputStream out = Files.newOutputStream(target);
                JarOutputStream zip = new JarOutputStream(out);
                var files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
            }
        }
        libraries.add(target);
        return this;
    }

    /** Embeds the jar that contains the given class of the test class path. */
    PluginSources jarOf(Class<?> type) throws Exception {
        return jar(
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }

    /** Embeds a copy of a jar. */
    PluginSources jar(Path jar) throws IOException {
        Path target = directory.resolve("lib").resolve(jar.getFileName().toString());
        Files.createDirectories(target.getParent());
        libraries.add(Files.copy(jar, target));
        return this;
    }

    PluginSources imports(String header) {
        imports = header;
        return this;
    }

    PluginSources java(String version) {
        java = version;
        return this;
    }

    PluginBundle bundle(String key, Entrypoint.Kind kind, String className, String method, boolean isStatic)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue(
                "Bundle-SymbolicName", "orka.plugin." + PluginKey.parse(key).name());
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Import-Package", imports);
        headers.putValue("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=" + java + "))\"");
        headers.putValue(
                "Bundle-ClassPath",
                libraries.stream().map(jar -> ",lib/" + jar.getFileName()).collect(Collectors.joining("", ".", "")));
        Files.createDirectories(directory.resolve("META-INF"));
        try (OutputStream out = Files.newOutputStream(directory.resolve("META-INF/MANIFEST.MF"))) {
            manifest.write(out);
        }
        return new PluginBundle(
                PluginKey.parse(key),
                "TestPlugin",
                "c0ffee",
                "orka.plugin." + PluginKey.parse(key).name(),
                version(key),
                new Entrypoint(kind, className, method, isStatic),
                true,
                "0123456789abcdef",
                directory);
    }

    /** Creates a bundle whose class {@code acme.Plugin} has the entrypoint {@code callMethod(Request)}. */
    PluginBundle bundle(String key) throws IOException {
        return bundle(key, Entrypoint.Kind.CALL_METHOD, "acme.Plugin", "callMethod", false);
    }

    private static @Nullable Version version(String key) {
        String version = PluginKey.parse(key).version();
        return version == null ? null : OsgiVersion.of(version);
    }

    /** Compiles one class into a directory. */
    void compile(Path target, String name, String text) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        URI uri = URI.create("string:///" + name.replace('.', '/') + ".java");
        JavaFileObject source = new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        String sdk = OrkaCall.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        String classPath = libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-d",
                target.toString(),
                "-cp",
                String.join(File.pathSeparator, sdk, directory.toString(), classPath));
        try (StandardJavaFileManager files = javac.getStandardFileManager(problems, null, null)) {
            boolean compiled = javac.getTask(null, files, problems, options, null, List.of(source))
                    .call();
            assertThat(compiled).as(problems.getDiagnostics().toString()).isTrue();
        }
    }
}
