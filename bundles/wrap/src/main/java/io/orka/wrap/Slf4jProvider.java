package io.orka.wrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.orka.durable.Failpoint;
import io.orka.wrap.slf4j.JulLoggers;
import io.orka.wrap.slf4j.JulProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/**
 * Adds a provider to a plugin that contains SLF4J without a provider, since SLF4J would otherwise discard the plugin's
 * log.
 */
final class Slf4jProvider {

    private static final String API = "org/slf4j/LoggerFactory.class";
    private static final String SERVICE = "org/slf4j/spi/SLF4JServiceProvider.class";
    private static final String PROVIDERS = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

    private final Path directory;

    private Slf4jProvider(Path directory) {
        this.directory = directory;
    }

    /**
     * Adds a provider if necessary.
     *
     * @param directory the bundle's directory, with the plugin's own classes
     * @param libraries the plugin's libraries, in the order of the class path
     */
    static void add(Path directory, List<Path> libraries) {
        if (!has(directory, libraries, API)) {
            return;
        }
        boolean service = has(directory, libraries, SERVICE);
        if (!has(directory, libraries, service ? PROVIDERS : StaticBinders.LOGGER + ".class")) {
            new Slf4jProvider(directory).write(service);
        }
    }

    private static boolean has(Path directory, List<Path> libraries, String entry) {
        return Files.exists(directory.resolve(entry)) || libraries.stream().anyMatch(jar -> has(jar, entry));
    }

    private static boolean has(Path jar, String entry) {
        try (ZipFile zip = new ZipFile(jar.toFile(), UTF_8)) {
            return zip.getEntry(entry) != null;
        } catch (IOException e) { // the file is not a jar, so it contains no classes
            return false;
        }
    }

    private void write(boolean service) {
        Map<String, byte[]> files = new TreeMap<>();
        files.putAll(classes(JulLoggers.class, "JulLoggers", "JulLogger"));
        if (service) {
            files.putAll(classes(JulProvider.class, "JulProvider"));
            files.put(PROVIDERS, (JulProvider.class.getName() + "\n").getBytes(UTF_8));
        } else {
            files.putAll(StaticBinders.classes());
        }
        files.forEach(this::write);
    }

    private void write(String path, byte[] content) {
        Path file = directory.resolve(path);
        try {
            Failpoint.STAGING_WRITE.hit();
            Files.createDirectories(requireNonNull(file.getParent()));
            Files.write(file, content, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw WrapFailure.cannotWrite(file, e);
        }
    }

    private static Map<String, byte[]> classes(Class<?> neighbor, String... names) {
        Map<String, byte[]> classes = new TreeMap<>();
        for (String name : names) {
            String path = neighbor.getPackageName().replace('.', '/') + "/" + name + ".class";
            try (InputStream in = requireNonNull(neighbor.getResourceAsStream(name + ".class"), name)) {
                classes.put(path, in.readAllBytes());
            } catch (IOException e) {
                throw WrapFailure.cannotWrite(Path.of(path), e);
            }
        }
        return classes;
    }
}
