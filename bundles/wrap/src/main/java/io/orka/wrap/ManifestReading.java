package io.orka.wrap;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.orka.entry.Entrypoint;
import io.orka.identity.PluginKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Reads a manifest that {@link ManifestWriting} has written. */
final class ManifestReading {

    private static final Pattern ENTRYPOINT = Pattern.compile("([A-Z_]+)#(.+)#([A-Za-z]+)#(true|false)");

    private final Path directory;
    private final Attributes headers;

    private ManifestReading(Path directory, Attributes headers) {
        this.directory = directory;
        this.headers = headers;
    }

    static PluginBundle read(Path directory, String digest) {
        try (InputStream in = Files.newInputStream(directory.resolve("META-INF/MANIFEST.MF"), NOFOLLOW_LINKS)) {
            return new ManifestReading(directory, new Manifest(in).getMainAttributes()).bundle(digest);
        } catch (IOException e) {
            throw WrapFailure.notABundle(directory, "its manifest cannot be read", e);
        }
    }

    private PluginBundle bundle(String digest) {
        @Nullable String version = headers.getValue(PluginHeaders.VERSION);
        return new PluginBundle(
                new PluginKey(required(PluginHeaders.NAME), version),
                required(PluginHeaders.SERVICE),
                required(PluginHeaders.COMMIT),
                required(Constants.BUNDLE_SYMBOLICNAME),
                version == null ? null : version(required(Constants.BUNDLE_VERSION)),
                entrypoint(required(PluginHeaders.ENTRYPOINT)),
                !ContextSight.UNSEEN.equals(headers.getValue(PluginHeaders.CONTEXT)),
                digest,
                directory);
    }

    private String required(String header) {
        @Nullable String value = headers.getValue(header);
        if (value == null) {
            throw WrapFailure.notABundle(directory, "its manifest has no " + header, null);
        }
        return value;
    }

    private Version version(String text) {
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            throw WrapFailure.notABundle(directory, "its version is '" + text + "'", e);
        }
    }

    private Entrypoint entrypoint(String text) {
        Matcher matcher = ENTRYPOINT.matcher(text);
        try {
            if (matcher.matches()) {
                return new Entrypoint(
                        Entrypoint.Kind.valueOf(matcher.group(1)),
                        matcher.group(2),
                        matcher.group(3),
                        Boolean.parseBoolean(matcher.group(4)));
            }
        } catch (IllegalArgumentException e) {
            throw WrapFailure.notABundle(directory, "its entrypoint has the unknown kind '" + text + "'", e);
        }
        throw WrapFailure.notABundle(directory, "its entrypoint is '" + text + "'", null);
    }
}
