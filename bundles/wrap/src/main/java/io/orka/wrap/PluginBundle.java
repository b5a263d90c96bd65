package io.orka.wrap;

import static java.util.Objects.requireNonNull;

import io.orka.entry.Entrypoint;
import io.orka.identity.PluginKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/**
 * A plugin as an OSGi bundle: a directory with a manifest, classes and {@code lib/*.jar}.
 *
 * @param key the plugin key
 * @param service the service name
 * @param commit the commit from which the plugin was built
 * @param symbolicName the bundle's symbolic name
 * @param version the plugin's version in OSGi's form, or {@code null} for an entry without a version
 * @param entrypoint the entrypoint
 * @param seesContext whether the plugin's code can observe the context class loader of its thread
 * @param digest the digest of {@link BundleDigest}, 64 lowercase hexadecimal digits
 * @param directory the bundle's top directory
 */
public record PluginBundle(
        PluginKey key,
        String service,
        String commit,
        String symbolicName,
        @Nullable Version version,
        Entrypoint entrypoint,
        boolean seesContext,
        String digest,
        Path directory) {

    /** A snapshot version: with the suffix of a local build, or with the time and number of a deployed build. */
    private static final Pattern SNAPSHOT = Pattern.compile("-SNAPSHOT\\b|-\\d{8}\\.\\d{6}-\\d+\\b");

    /** Checks that no required value is null. */
    public PluginBundle {
        requireNonNull(key, "key is null");
        requireNonNull(service, "service is null");
        requireNonNull(commit, "commit is null");
        requireNonNull(symbolicName, "symbolicName is null");
        requireNonNull(entrypoint, "entrypoint is null");
        requireNonNull(digest, "digest is null");
        requireNonNull(directory, "directory is null");
    }

    /**
     * Reads a bundle's manifest. Does not check the digest; for the check, see {@link BundleDigest}.
     *
     * @param directory the bundle's top directory
     * @param digest the bundle's digest
     * @return the bundle
     * @throws WrapFailure when the manifest cannot be read, or another program has written it
     */
    public static PluginBundle read(Path directory, String digest) {
        return ManifestReading.read(directory, digest);
    }

    /**
     * Returns a copy of this bundle's description, for another directory.
     *
     * @param place the new directory of the bundle
     * @return a copy with the new directory
     */
    public PluginBundle movedTo(Path place) {
        return new PluginBundle(key, service, commit, symbolicName, version, entrypoint, seesContext, digest, place);
    }

    /**
     * Returns whether the libraries include Maven snapshots, so that a later build of the same commit may differ.
     *
     * @return {@code true} if the file name of a library has a snapshot version; {@code false} also if the disk cannot
     *     be read
     */
    public boolean hasSnapshots() {
        Path libraries = directory.resolve(EmbeddedFiles.LIBRARIES);
        if (!Files.isDirectory(libraries, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> files = Files.list(libraries)) {
            return files.anyMatch(
                    file -> SNAPSHOT.matcher(String.valueOf(file.getFileName())).find());
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Returns whether the bundle contains a program instead of classes.
     *
     * @return {@code true} for plugins in Go
     */
    public boolean isProgram() {
        return entrypoint.kind() == Entrypoint.Kind.PROGRAM;
    }

    /**
     * Returns the directory with the files that the plugin's directory has in the commit.
     *
     * @return the directory; {@code null} for Java plugins, which have resources instead
     */
    public @Nullable Path files() {
        Path files = directory.resolve(ProgramBundle.FILES);
        return isProgram() && Files.isDirectory(files, LinkOption.NOFOLLOW_LINKS) ? files : null;
    }
}
