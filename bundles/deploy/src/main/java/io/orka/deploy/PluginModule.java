package io.orka.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;

/**
 * One installation of a plugin's bundle: the headers, the files and the class loader. Safe for use by multiple threads.
 */
final class PluginModule implements ConnectModule, ConnectContent {

    private final Path root;
    private final Map<String, String> headers;
    private final PluginClassLoader loader;

    /**
     * Reads the manifest. Other files are opened when they are read.
     *
     * @param name the loader's name, for stack traces and thread dumps
     * @param root the bundle's directory, by a path unique to this installation
     * @param weaves whether the plugin's loops are made stoppable
     */
    PluginModule(String name, Path root, boolean weaves) throws IOException {
        this.root = root;
        this.headers = headers(root.resolve(JarFile.MANIFEST_NAME));
        this.loader = new PluginClassLoader(name, classPath(root), weaves);
    }

    private static Map<String, String> headers(Path manifest) throws IOException {
        Map<String, String> headers = new HashMap<>();
        try (InputStream in = Files.newInputStream(manifest)) {
            new Manifest(in).getMainAttributes().forEach((name, value) -> headers.put(name.toString(), (String) value));
        }
        return Map.copyOf(headers);
    }

    /** Returns the directories and jars with the plugin's classes, below the root or another path of the same directory. */
    List<Path> classPath(Path directory) {
        return BundleClassPath.of(headers, directory);
    }

    PluginClassLoader loader() {
        return loader;
    }

    /** Returns the location by which the framework installs the bundle. */
    String location() {
        return EngineFrames.PLUGIN_LOCATION + root;
    }

    @Override
    public ConnectContent getContent() {
        return this;
    }

    @Override
    public Optional<Map<String, String>> getHeaders() {
        return Optional.of(headers);
    }

    @Override
    public Iterable<String> getEntries() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> names = files.filter(file -> !file.equals(root))
                    .map(this::name)
                    .sorted()
                    .toList();
            return names;
        }
    }

    private String name(Path file) {
        return root.relativize(file) + (Files.isDirectory(file) ? "/" : "");
    }

    @Override
    public Optional<ConnectEntry> getEntry(String path) {
        Path file = root.resolve(path).normalize();
        boolean exists = path.endsWith("/") ? Files.isDirectory(file) : Files.exists(file);
        return exists && file.startsWith(root) ? Optional.of(new Entry(name(file), file)) : Optional.empty();
    }

    @Override
    public Optional<ClassLoader> getClassLoader() {
        return Optional.of(loader);
    }

    @Override
    public void open() {
        // The files are opened when they are read.
    }

    @Override
    public void close() {
        // The deployment closes the loader, after the plugin's leftovers are removed.
    }

    /** A file or directory. */
    private record Entry(String name, Path file) implements ConnectEntry {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public long getContentLength() {
            return file.toFile().length();
        }

        @Override
        public long getLastModified() {
            return file.toFile().lastModified();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return Files.newInputStream(file);
        }
    }
}
