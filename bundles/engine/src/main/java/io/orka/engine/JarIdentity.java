package io.orka.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * What the manifest of a jar file says about the bundle in it.
 *
 * @param file the file's name
 * @param name the symbolic name; can be a directory's name
 * @param version the version
 * @param host the symbolic name of the bundle that it is a fragment of; empty when it is none
 */
record JarIdentity(String file, String name, Version version, String host) {

    /** As the specification has it; a file system takes names of up to 255 bytes. */
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("(?=.{1,200}$)[\\w-]+(\\.[\\w-]+)*");

    /**
     * Reads the manifest.
     *
     * @param file the name of the file as people know it
     * @param jar where the bytes are
     * @throws EngineFailure when it is not a jar file, or not a bundle
     */
    static JarIdentity read(String file, Path jar) {
        Attributes headers;
        try (JarFile open = new JarFile(jar.toFile(), false)) {
            Manifest manifest = open.getManifest();
            headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
        } catch (IOException | RuntimeException e) {
            throw EngineFailure.brokenJar(file, e);
        }
        String name = firstWord(headers, Constants.BUNDLE_SYMBOLICNAME);
        if (name.isEmpty()) {
            throw EngineFailure.noBundle(file, "its manifest has no Bundle-SymbolicName");
        }
        if (!SYMBOLIC_NAME.matcher(name).matches()) {
            throw EngineFailure.noBundle(
                    file,
                    "its Bundle-SymbolicName '" + name + "' has characters other than letters, digits, _, - and dots");
        }
        return new JarIdentity(file, name, version(file, headers), firstWord(headers, Constants.FRAGMENT_HOST));
    }

    /** Such as {@code core.jar (com.acme.core 1.0.1)}. */
    String label() {
        return file + " (" + bundle() + ")";
    }

    /** Such as {@code com.acme.core 1.0.1}. */
    String bundle() {
        return name + " " + version;
    }

    boolean isFragment() {
        return !host.isEmpty();
    }

    private static Version version(String file, Attributes headers) {
        String text = headers.getValue(Constants.BUNDLE_VERSION);
        try {
            return text == null ? Version.emptyVersion : Version.parseVersion(text.strip());
        } catch (IllegalArgumentException e) {
            throw EngineFailure.noBundle(file, "its Bundle-Version '" + text + "' is not a version such as 1.0.0");
        }
    }

    private static String firstWord(Attributes headers, String header) {
        String text = headers.getValue(header);
        return text == null ? "" : text.split(";", 2)[0].strip();
    }
}
