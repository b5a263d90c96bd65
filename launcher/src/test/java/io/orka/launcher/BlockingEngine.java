package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/**
 * An engine bundle that blocks in a service listener or in its stop method, while its directory contains a file
 * {@code block}. Before it blocks, the bundle creates the file {@code blocks}. It ignores interrupts, and returns when
 * the file {@code free} exists.
 */
final class BlockingEngine {

    static final String NAME = "com.acme.engine";

    private static final String SOURCE = """
            package com.acme.engine;

            import java.nio.file.*;
            import org.osgi.framework.*;

            public final class Engine implements BundleActivator {

                private static final Path DIRECTORY = Path.of("%s");

                public void start(BundleContext context) throws Exception {
                    %s
                }

                public void stop(BundleContext context) {
                    %s
                }

                static void block() {
                    if (!Files.exists(DIRECTORY.resolve("block"))) return;
                    try {
                        Files.write(DIRECTORY.resolve("blocks"), new byte[0]);
                    } catch (java.io.IOException e) {
                        throw new IllegalStateException(e);
                    }
                    while (!Files.exists(DIRECTORY.resolve("free"))) {
                        try {
                            Thread.sleep(10);
                        } catch (InterruptedException e) {
                            continue;
                        }
                    }
                }
            }
            """;

    private static final String LISTENS =
            "context.addServiceListener(event -> block(), \"(objectClass=io.orka.sdk.OrkaCall)\");";

    private final Path directory;

    private BlockingEngine(Path directory) {
        this.directory = directory;
    }

    /** Creates a bundle that blocks in a service listener. */
    static BlockingEngine listens(Path directory, OrkaHome home) throws IOException {
        return new BlockingEngine(directory).write(home, LISTENS, "");
    }

    /** Creates a bundle that blocks when it is stopped. */
    static BlockingEngine stops(Path directory, OrkaHome home) throws IOException {
        return new BlockingEngine(directory).write(home, "", "block();");
    }

    private BlockingEngine write(OrkaHome home, String start, String stop) throws IOException {
        home.create();
        Path classes = directory.resolve("engine-classes");
        Path source = Files.createDirectories(classes).resolve("Engine.java");
        Files.writeString(source, SOURCE.formatted(directory, start, stop));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(failed).isZero();
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", NAME);
        headers.putValue("Bundle-Activator", NAME + ".Engine");
        headers.putValue("Import-Package", "org.osgi.framework");
        Path jar = home.engineBundles().resolve("engine.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, manifest);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path one :
                    compiled.filter(path -> path.toString().endsWith(".class")).toList()) {
                entries.putNextEntry(new ZipEntry(classes.relativize(one).toString()));
                Files.copy(one, entries);
            }
        }
        return this;
    }

    void block() throws IOException {
        Files.createFile(directory.resolve("block"));
    }

    boolean blocks() {
        return Files.exists(directory.resolve("blocks"));
    }

    void free() throws IOException {
        Files.createFile(directory.resolve("free"));
    }
}
