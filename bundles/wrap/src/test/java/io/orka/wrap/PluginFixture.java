package io.orka.wrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orka.build.BuiltJar;
import io.orka.checkout.Checkout;
import io.orka.identity.PluginKey;
import io.orka.registry.EntryLimits;
import io.orka.registry.PluginConfig;
import io.orka.registry.PluginEntry;
import io.orka.registry.RepositoryUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** A small plugin, compiled by the JDK's compiler and packed as by a build. */
final class PluginFixture {

    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String IMPORTS = "import io.orka.sdk.*; ";

    private final Path directory;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Manifest manifest = new Manifest();
    private final List<Path> libraries = new ArrayList<>();
    private @Nullable String main;
    private @Nullable String version = "v0.1.0";

    PluginFixture(Path directory) {
        this.directory = directory;
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    /** Adds a class of the package {@code acme}, which imports the SDK. */
    PluginFixture source(String simpleName, String code) {
        return classes(Compiled.classes("acme." + simpleName, "package acme; " + IMPORTS + code));
    }

    PluginFixture classes(Map<String, byte[]> classes) {
        entries.putAll(classes);
        return this;
    }

    PluginFixture entry(String name, String text) {
        entries.put(name, text.getBytes(UTF_8));
        return this;
    }

    /** Sets the class-file version of an existing class. */
    PluginFixture classFileVersion(String entry, int minor, int major) {
        byte[] bytes = entries.get(entry);
        if (bytes == null) {
            throw new IllegalArgumentException("no entry " + entry);
        }
        bytes[4] = (byte) (minor >> 8);
        bytes[5] = (byte) minor;
        bytes[6] = (byte) (major >> 8);
        bytes[7] = (byte) major;
        return this;
    }

    PluginFixture header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    PluginFixture library(Path jar) {
        libraries.add(jar);
        return this;
    }

    PluginFixture main(String className) {
        main = className;
        return this;
    }

    PluginFixture version(@Nullable String registered) {
        version = registered;
        return this;
    }

    BuiltJar build() throws IOException {
        Path jar = directory.resolve("target/plugin.jar");
        Files.createDirectories(jar.getParent());
        pack(jar, manifest, entries);
        return built(jar);
    }

    /** Returns the given jar as the result of this plugin's build. */
    BuiltJar built(Path jar) throws IOException {
        Files.writeString(directory.resolve("config.json"), "{\"name\":\"Tiny\"}");
        PluginConfig config = new PluginConfig("Tiny", null, "", List.of(), main, Map.of(), Map.of());
        PluginEntry entry = new PluginEntry(
                new PluginKey("tiny", version),
                new RepositoryUrl("file:///tiny", "file:///tiny", ""),
                "TinyService",
                null,
                "",
                false,
                EntryLimits.none());
        Checkout checkout = new Checkout(entry, config, "v0.1.0", COMMIT, COMMIT, directory, directory);
        return new BuiltJar(checkout, jar, libraries, "javac", directory.resolve("build.log"));
    }

    static Path library(Path jar, String className, String source) throws IOException {
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        pack(jar, manifest, Compiled.classes(className, source));
        return jar;
    }

    private static void pack(Path jar, Manifest manifest, Map<String, byte[]> entries) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
    }
}
