package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** An engine bundle that is compiled from sources with the class path of this process. */
final class SourceBundle {

    private final Path stagingDirectory;
    private final Manifest manifest = new Manifest();
    private final List<String> sources = new ArrayList<>();
    private final Map<String, String> files = new LinkedHashMap<>();

    /**
     * Creates a bundle without sources.
     *
     * @param stagingDirectory the directory for sources and classes
     */
    SourceBundle(Path stagingDirectory, String symbolicName) {
        this.stagingDirectory = stagingDirectory.resolve(symbolicName);
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", symbolicName);
    }

    SourceBundle header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    /** Adds a class in the package {@code acme}. */
    SourceBundle source(String simpleName, String text) throws IOException {
        Path file = Files.createDirectories(stagingDirectory.resolve("sources")).resolve(simpleName + ".java");
        sources.add(Files.writeString(file, text).toString());
        return this;
    }

    SourceBundle file(String name, String text) {
        files.put(name, text);
        return this;
    }

    /** Writes the bundle's jar into a directory. */
    Path into(Path directory) throws IOException {
        Path classes = Files.createDirectories(stagingDirectory.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString()));
        arguments.addAll(sources);
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(exit).isZero();
        Path jar = Files.createDirectories(directory).resolve(requireNonNull(stagingDirectory.getFileName()) + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out, manifest);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path file : compiled.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, zip);
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new JarEntry(file.getKey()));
                zip.write(file.getValue().getBytes(UTF_8));
            }
        }
        return jar;
    }
}
