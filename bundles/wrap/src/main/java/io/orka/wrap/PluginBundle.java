package io.orka.wrap;

import io.orka.registry.PluginKey;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/**
 * A plugin as an OSGi bundle: a directory with a manifest, classes and {@code lib/*.jar}.
 *
 * @param key name and version as registered
 * @param service the service name
 * @param commit the commit it was built from
 * @param symbolicName the bundle's symbolic name
 * @param version the plugin's version as OSGi writes it, or {@code null} for an entry without a version
 * @param entrypoint where calls enter
 * @param digest SHA-256 over every file's path and bytes, 64 hexadecimal digits
 * @param directory the bundle's top directory
 */
public record PluginBundle(
        PluginKey key,
        String service,
        String commit,
        String symbolicName,
        @Nullable Version version,
        Entrypoint entrypoint,
        String digest,
        Path directory) {}
