package io.orka.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** The directories and jars a bundle's classes come from, in order. */
final class BundleClassPath {

    private BundleClassPath() {}

    /** Resolves the manifest's {@code Bundle-ClassPath} below a root; entries that are not there or lead out are left out. */
    static List<Path> of(Bundle bundle, Path root) {
        String header = bundle.getHeaders("").get(Constants.BUNDLE_CLASSPATH);
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
}
