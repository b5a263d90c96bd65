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
 * @param key name and version as registered
 * @param service the service name
 * @param commit the commit it was built from
 * @param symbolicName the bundle's symbolic name
 * @param version the plugin's version as OSGi writes it, or {@code null} for an entry without a version
 * @param entrypoint where calls enter
 * @param seesContext whether its calls can tell which context class loader their thread has
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
        boolean seesContext,
        String digest,
        Path directory) {

    /** A version under development, as built here or as deployed: with the time and number of its build. */
    private static final Pattern SNAPSHOT = Pattern.compile("-SNAPSHOT\\b|-\\d{8}\\.\\d{6}-\\d+\\b");

    /** Checks that nothing required is missing. */
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
     * Reads a wrapped bundle back from its manifest. The digest is taken on trust; {@link BundleDigest} checks it.
     *
     * @param directory the bundle's top directory
     * @param digest the digest it is known by
     * @return the bundle
     * @throws WrapFailure when the manifest cannot be read, or is not one that Orka wrote
     */
    public static PluginBundle read(Path directory, String digest) {
        return ManifestReading.read(directory, digest);
    }

    /**
     * The same bundle, elsewhere.
     *
     * @param place the directory it was moved to
     * @return a copy that names that directory
     */
    public PluginBundle movedTo(Path place) {
        return new PluginBundle(key, service, commit, symbolicName, version, entrypoint, seesContext, digest, place);
    }

    /**
     * Whether there are snapshots of Maven among its libraries, so that a later build of the same commit may have others.
     *
     * @return {@code true} where the name of a library says so; {@code false} also where the disk cannot be read
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
     * Whether it has no classes, but a program that is started.
     *
     * @return {@code true} for plugins in Go
     */
    public boolean isProgram() {
        return entrypoint.kind() == Entrypoint.Kind.PROGRAM;
    }

    /**
     * The files of the plugin's directory in its repository, as they were at its commit.
     *
     * @return a directory; {@code null} where there is none, as for plugins in Java, which have resources
     */
    public @Nullable Path files() {
        Path files = directory.resolve(ProgramBundle.FILES);
        return isProgram() && Files.isDirectory(files, LinkOption.NOFOLLOW_LINKS) ? files : null;
    }
}
