package io.orka.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Writes classes of this module into separate jars, with the manifest that each container requires. */
final class PluginJar {

    private final Manifest manifest = new Manifest();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private PluginJar() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    /** Creates a plain jar. */
    static PluginJar of(Class<?>... classes) {
        PluginJar jar = new PluginJar();
        for (Class<?> type : classes) {
            String path = type.getName().replace('.', '/') + ".class";
            jar.entries.put(path, bytes(path));
        }
        return jar;
    }

    private static byte[] bytes(String path) {
        try (InputStream in =
                Objects.requireNonNull(PluginJar.class.getClassLoader().getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates a bundle with an activator. */
    static PluginJar bundle(String symbolicName, Class<?> activator, Class<?>... others) {
        PluginJar jar = of(others);
        jar.entries.putAll(of(activator).entries);
        return jar.header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", symbolicName)
                .header("Bundle-Version", "1.0.0")
                .header("Bundle-Activator", activator.getName())
                .header("Import-Package", "io.orka.sdk,org.osgi.framework,org.osgi.util.tracker");
    }

    /** Creates a PF4J plugin with one extension. */
    static PluginJar pf4j(String id, Class<?> extension) {
        PluginJar jar = of(extension).header("Plugin-Id", id).header("Plugin-Version", "1.0.0");
        return jar.entry("META-INF/extensions.idx", extension.getName() + "\n");
    }

    /** Adds the anonymous classes of a class. */
    PluginJar classesBeside(Class<?> type) {
        String path = type.getName().replace('.', '/') + "$";
        for (int i = 1; PluginJar.class.getClassLoader().getResource(path + i + ".class") != null; i++) {
            entries.put(path + i + ".class", bytes(path + i + ".class"));
        }
        return this;
    }

    PluginJar header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    PluginJar entry(String path, String text) {
        entries.put(path, text.getBytes(UTF_8));
        return this;
    }

    /** Writes the jar. */
    Path write(Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return file;
    }
}
