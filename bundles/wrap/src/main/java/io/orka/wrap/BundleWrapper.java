package io.orka.wrap;

import static java.util.Objects.requireNonNull;

import io.orka.build.BuiltJar;
import io.orka.checkout.Checkout;
import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import io.orka.entry.Entrypoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wraps built jars as bundles. A bundle contains the plugin's classes, the libraries in {@code lib/*.jar}, and a
 * manifest that Orka writes. A plugin with SLF4J but without an SLF4J provider gets a provider.
 *
 * <p>No code of the plugin runs. The same input results in the same files and the same digest on every machine. Safe
 * for use by multiple threads.
 */
public final class BundleWrapper {

    private static final Logger LOG = LoggerFactory.getLogger(BundleWrapper.class);

    private final Path stagingDirectory;

    /**
     * Creates a wrapper.
     *
     * @param stagingDirectory the parent of the new bundles' directories; created if absent
     */
    public BundleWrapper(Path stagingDirectory) {
        this.stagingDirectory = requireNonNull(stagingDirectory, "stagingDirectory is null")
                .toAbsolutePath()
                .normalize();
    }

    /**
     * Wraps one jar into a new directory. The caller owns that directory.
     *
     * @param built the jar, its libraries and its checkout, which stay unchanged
     * @return the bundle
     * @throws WrapFailure when the jar is unsafe or unreadable, contains no entrypoint, or requires a newer Java
     *     version; the new directory is then deleted
     */
    public PluginBundle wrap(BuiltJar built) {
        requireNonNull(built, "built is null");
        Path directory = freshDirectory();
        boolean done = false;
        try {
            String symbol = built.symbol();
            PluginBundle bundle =
                    symbol == null ? wrap(built, directory) : ProgramBundle.wrap(built, symbol, directory);
            done = true;
            return bundle;
        } finally {
            if (!done) {
                removeUnfinished(directory);
            }
        }
    }

    /** Deletes an unfinished bundle. Only logs a failed deletion, since the original failure is more important. */
    private static void removeUnfinished(Path directory) {
        try {
            DirectoryTree.remove(directory, Failpoint.STAGING_DELETE);
        } catch (IOException e) {
            LOG.warn("Could not delete {}", directory, e);
        }
    }

    private static PluginBundle wrap(BuiltJar built, Path directory) {
        Checkout checkout = built.checkout();
        OwnManifest own = OwnManifest.of(built.jar());
        List<Path> files = PluginJar.unpack(built.jar(), directory);
        PluginClasses classes =
                PluginClasses.read(directory, files, Runtime.version().feature());
        Entrypoint entrypoint =
                new EntrypointSearch(classes).find(checkout.config().main());
        EmbeddedFiles embedded = new EmbeddedFiles(directory);
        embedded.config(checkout.directory().resolve("config.json"));
        Slf4jProvider.add(directory, built.libraries());
        ManifestWriting manifest = new ManifestWriting()
                .plugin(checkout)
                .libraries(embedded.libraries(built.libraries()))
                .java(classes.newest())
                .entrypoint(entrypoint)
                .seesContext(own.multiRelease()
                        || ContextSight.sees(classes, !built.libraries().isEmpty()))
                .multiRelease(own.multiRelease());
        try {
            manifest.write(directory);
            return PluginBundle.read(directory, BundleDigest.of(directory));
        } catch (IOException e) {
            throw WrapFailure.cannotWrite(directory, e);
        }
    }

    private Path freshDirectory() {
        try {
            Failpoint.STAGING_WRITE.hit();
            Files.createDirectories(stagingDirectory);
            return Files.createTempDirectory(stagingDirectory, "bundle-");
        } catch (IOException e) {
            throw WrapFailure.cannotWrite(stagingDirectory, e);
        }
    }
}
