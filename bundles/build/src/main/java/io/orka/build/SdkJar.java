package io.orka.build;

import io.orka.build.worker.PlainJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The SDK for the compilation of plugins.
 *
 * @param jar the jar of the SDK, even if Orka runs from directories of classes
 * @param version the version of the SDK, such as {@code 0.1.0}
 */
record SdkJar(Path jar, String version) {

    static SdkJar of(Path source, Path directory) throws IOException {
        Path jar = source;
        if (Files.isDirectory(source)) {
            jar = Files.createDirectories(directory).resolve("orka-plugin-sdk.jar");
            PlainJar.write(jar, List.of(source));
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String version =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-Version");
            if (version == null) {
                throw new IOException(source + " is not the plugin SDK: its manifest has no Bundle-Version");
            }
            return new SdkJar(jar, version);
        }
    }
}
