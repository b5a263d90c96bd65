package io.orka.wrap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/**
 * The manifest from the plugin's build, of which Orka uses only one header.
 *
 * @param multiRelease whether the jar has classes for several Java versions
 */
record OwnManifest(boolean multiRelease) {

    /**
     * Headers that would run code in the host. A plugin with such a header is rejected, so that the attempt is
     * reported.
     */
    private static final List<String> FORBIDDEN = List.of(
            Constants.FRAGMENT_HOST,
            Constants.EXTENSION_BUNDLE_ACTIVATOR,
            "Launcher-Agent-Class",
            "Premain-Class",
            "Agent-Class");

    static OwnManifest of(Path jar) {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            @Nullable Manifest manifest = file.getManifest();
            return manifest == null ? new OwnManifest(false) : of(manifest.getMainAttributes(), jar);
        } catch (IOException e) {
            throw WrapFailure.unreadableInput(jar, e);
        }
    }

    private static OwnManifest of(Attributes headers, Path jar) {
        for (String header : FORBIDDEN) {
            if (headers.getValue(header) != null) {
                throw WrapFailure.forbiddenHeader(jar, header);
            }
        }
        return new OwnManifest("true".equalsIgnoreCase(headers.getValue(Attributes.Name.MULTI_RELEASE)));
    }
}
