package io.orka.store;

import io.orka.wrap.BundleDigest;
import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small bundle, staged as the wrapper does it. */
final class StagedBundle {

    private static final String MANIFEST = """
            Manifest-Version: 1.0
            Bundle-SymbolicName: orka.plugin.tiny
            Bundle-Version: 0.1.0
            Orka-Name: tiny
            Orka-Version: v0.1.0
            Orka-Service: TinyService
            Orka-Commit: 0123456789abcdef0123456789abcdef01234567
            Orka-Entrypoint: ORKA_CALL#acme.Plugin#orkaCall#false

            """;

    private StagedBundle() {}

    static PluginBundle in(BundleStore store, String content) throws IOException {
        Path directory = Files.createTempDirectory(store.stagingDirectory(), "bundle-");
        Files.createDirectories(directory.resolve("META-INF"));
        Files.createDirectories(directory.resolve("acme"));
        Files.writeString(directory.resolve("META-INF/MANIFEST.MF"), MANIFEST);
        Files.writeString(directory.resolve("acme/Plugin.class"), content);
        return PluginBundle.read(directory, BundleDigest.of(directory));
    }
}
