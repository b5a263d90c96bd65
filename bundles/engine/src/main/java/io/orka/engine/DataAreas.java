package io.orka.engine;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what bundles store by {@link BundleContext#getDataFile}: their data area in the framework's cache, which is
 * another one in each life of the host, is a symbolic link to a directory that is named after them and stays.
 *
 * <p>When a bundle is uninstalled, by whomever, Felix deletes its part of the cache and follows links while it does so. It
 * tells listeners before, and this one takes the link away then.
 */
final class DataAreas implements SynchronousBundleListener {

    private static final Logger LOG = LoggerFactory.getLogger(DataAreas.class);
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final BundleContext system;
    private final Path directory;
    private final Map<Long, Path> links = new ConcurrentHashMap<>();

    DataAreas(BundleContext system, Path directory) {
        this.system = system;
        this.directory = directory;
        system.addBundleListener(this);
    }

    /**
     * Gives a bundle that is installed and not started the data area of its symbolic name.
     *
     * @param name can be a directory's name
     * @throws EngineFailure when it cannot be had
     */
    void attach(Bundle bundle, String name, String label) {
        Path area = area(name);
        if (links.containsKey(bundle.getBundleId())) {
            return;
        }
        try {
            if (!Files.isDirectory(area)) {
                Files.createDirectories(area, OWNER_ONLY);
            }
            Path link = place(bundle);
            link(link, area);
            links.put(bundle.getBundleId(), link);
        } catch (IOException | UnsupportedOperationException e) {
            throw EngineFailure.noDataArea(label, area, e);
        }
    }

    Path area(String name) {
        return directory.resolve(name);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Path link = event.getType() == BundleEvent.UNINSTALLED
                ? links.remove(event.getBundle().getBundleId())
                : null;
        if (link != null) {
            try {
                Files.deleteIfExists(link);
            } catch (IOException e) {
                LOG.error("{} cannot be deleted, so the framework may delete the data behind it", link, e);
            }
        }
    }

    /** Where Felix has it; it makes the bundle's directory when it installs the bundle, and that one when it is asked for. */
    private Path place(Bundle bundle) throws IOException {
        Path archive =
                Path.of(system.getProperty(Constants.FRAMEWORK_STORAGE)).resolve("bundle" + bundle.getBundleId());
        if (!Files.isDirectory(archive)) {
            throw new IOException("the framework does not keep the bundle in " + archive);
        }
        return archive.resolve("data");
    }

    private static void link(Path link, Path area) throws IOException {
        try {
            Files.createSymbolicLink(link, area);
        } catch (FileAlreadyExistsException e) {
            // Somebody has started the bundle before: what is empty loses nothing.
            Files.delete(link);
            Files.createSymbolicLink(link, area);
        }
    }
}
