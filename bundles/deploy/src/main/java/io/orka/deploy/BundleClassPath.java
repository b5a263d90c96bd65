package io.orka.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/** The directories and jars of a bundle's class path, in order. */
final class BundleClassPath {

    /** The directory of newer versions in multi-release jars (JEP 238). */
    private static final int FIRST_VERSION = 9;

    private BundleClassPath() {}

    /**
     * Resolves the manifest's {@code Bundle-ClassPath} below a root; skips entries that are missing or are outside of
     * the root. In a multi-release bundle, the directories of newer versions come first.
     */
    static List<Path> of(Map<String, String> headers, Path root) {
        List<Path> classPath = entries(headers.get(Constants.BUNDLE_CLASSPATH), root);
        return "true".equals(headers.get("Multi-Release")) ? withVersions(root, classPath) : classPath;
    }

    private static List<Path> entries(@Nullable String header, Path root) {
        if (header == null) {
            return List.of(root);
        }
        List<Path> classPath = new ArrayList<>();
        for (String clause : header.split(",", -1)) {
            String entry = clause.split(";", 2)[0].strip();
            Path path = root.resolve(entry).normalize();
            if (path.startsWith(root) && Files.exists(path)) {
                classPath.add(path);
            }
        }
        return classPath;
    }

    static List<Path> withVersions(Path root, List<Path> classPath) {
        List<Path> all = new ArrayList<>();
        for (int version = Runtime.version().feature(); version >= FIRST_VERSION; version--) {
            Path directory = root.resolve("META-INF/versions/" + version);
            if (Files.isDirectory(directory)) {
                all.add(directory);
            }
        }
        all.addAll(classPath);
        return all;
    }
}
