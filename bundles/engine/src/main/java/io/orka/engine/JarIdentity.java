package io.orka.engine;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * The identity of a bundle, from the manifest of its jar file.
 *
 * @param file the file name
 * @param name the symbolic name, a valid directory name
 * @param version the version
 * @param host for a fragment, the symbolic name of its host; otherwise empty
 */
record JarIdentity(String file, String name, Version version, String host) {

    /** The syntax of the specification, with a maximum length: file systems limit names to 255 bytes. */
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("(?=.{1,200}$)[\\w-]+(\\.[\\w-]+)*");

    /**
     * The size limit of a manifest: manifests of signed jars may take megabytes, and a small compressed file may expand
     * to gigabytes.
     */
    private static final int LARGEST_MANIFEST = 16 << 20;

    /**
     * Reads the manifest.
     *
     * @param file the name of the original file
     * @param jar the file to read
     * @throws EngineFailure if the file cannot be read, is not a jar file, or is not a bundle
     */
    static JarIdentity read(String file, Path jar) {
        Attributes headers;
        try (JarFile open = new JarFile(jar.toFile(), false)) {
            headers = headers(open);
        } catch (FileNotFoundException | FileSystemException e) {
            throw EngineFailure.notRead(file, e);
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

    /** Formats file and bundle, such as {@code core.jar (com.acme.core 1.0.1)}. */
    String label() {
        return file + " (" + bundle() + ")";
    }

    /** Formats name and version, such as {@code com.acme.core 1.0.1}. */
    String bundle() {
        return name + " " + version;
    }

    boolean isFragment() {
        return !host.isEmpty();
    }

    private static Attributes headers(JarFile jar) throws IOException {
        ZipEntry entry = jar.getEntry(JarFile.MANIFEST_NAME);
        if (entry == null) {
            return new Attributes();
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(LARGEST_MANIFEST + 1);
            if (bytes.length > LARGEST_MANIFEST) {
                throw new IOException("its manifest is larger than 16 MiB");
            }
            return new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
        }
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
