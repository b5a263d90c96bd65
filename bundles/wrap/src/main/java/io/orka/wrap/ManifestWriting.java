package io.orka.wrap;

import io.orka.checkout.Checkout;
import io.orka.durable.Failpoint;
import io.orka.entry.Entrypoint;
import io.orka.identity.PluginKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/** Writes a bundle's manifest with the headers of this class only. The plugin's own manifest is ignored. */
final class ManifestWriting {

    private final Attributes headers;
    private final Manifest manifest = new Manifest();

    ManifestWriting() {
        headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        put(Constants.BUNDLE_MANIFESTVERSION, "2");
        put(Constants.IMPORT_PACKAGE, "io.orka.sdk;version=\"[1,2)\"");
    }

    ManifestWriting plugin(Checkout checkout) {
        PluginKey key = checkout.entry().key();
        @Nullable String version = key.version();
        put(Constants.BUNDLE_SYMBOLICNAME, "orka.plugin." + key.name());
        put(Constants.BUNDLE_NAME, key.name());
        put(
                Constants.BUNDLE_VERSION,
                version == null ? "0.0.0" : OsgiVersion.of(version).toString());
        put(PluginHeaders.NAME, key.name());
        if (version != null) {
            put(PluginHeaders.VERSION, version);
        }
        put(PluginHeaders.SERVICE, checkout.entry().service());
        put(PluginHeaders.COMMIT, checkout.commit());
        return this;
    }

    ManifestWriting libraries(List<String> paths) {
        put(Constants.BUNDLE_CLASSPATH, paths.isEmpty() ? "." : ".," + String.join(",", paths));
        return this;
    }

    ManifestWriting java(ClassFileVersion version) {
        put(
                Constants.REQUIRE_CAPABILITY,
                "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=" + version.platform() + "))\"");
        return this;
    }

    ManifestWriting entrypoint(Entrypoint entrypoint) {
        put(
                PluginHeaders.ENTRYPOINT,
                String.join(
                        "#",
                        entrypoint.kind().name(),
                        entrypoint.className(),
                        entrypoint.methodName(),
                        Boolean.toString(entrypoint.isStatic())));
        return this;
    }

    ManifestWriting seesContext(boolean sees) {
        if (!sees) {
            put(PluginHeaders.CONTEXT, ContextSight.UNSEEN);
        }
        return this;
    }

    ManifestWriting multiRelease(boolean multiRelease) {
        if (multiRelease) {
            headers.put(Attributes.Name.MULTI_RELEASE, "true");
        }
        return this;
    }

    void write(Path directory) throws IOException {
        Path file = directory.resolve("META-INF/MANIFEST.MF");
        Failpoint.STAGING_WRITE.hit();
        Files.createDirectories(directory.resolve("META-INF"));
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            manifest.write(out);
        }
    }

    private void put(String header, String value) {
        // A line break in a value would start another header. The registry rejects such values.
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(header + " contains a control character");
        }
        headers.putValue(header, value);
    }
}
