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
 * Keeps the files that bundles store with {@link BundleContext#getDataFile}. The framework's cache is recreated at each
 * start. So a bundle's data area in the cache is a symbolic link to a permanent directory with the bundle's name.
 *
 * <p>When a bundle is uninstalled, Felix deletes the bundle's part of the cache and follows links. Felix calls
 * listeners before this deletion, and this listener deletes the link.
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
     * Links the data area of a bundle that is installed but not started.
     *
     * @param name the bundle's symbolic name, which is a valid directory name
     * @throws EngineFailure if the directory cannot be used
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
                LOG.error("Cannot delete the link {}, so the framework may delete the data behind it", link, e);
            }
        }
    }

    /**
     * Returns the path that Felix uses. Felix creates the bundle's directory at installation, and this path on demand.
     */
    private Path place(Bundle bundle) throws IOException {
        Path archive =
                Path.of(system.getProperty(Constants.FRAMEWORK_STORAGE)).resolve("bundle" + bundle.getBundleId());
        if (!Files.isDirectory(archive)) {
            throw new IOException("the framework does not use the directory " + archive + " for the bundle");
        }
        return archive.resolve("data");
    }

    private static void link(Path link, Path area) throws IOException {
        try {
            Files.createSymbolicLink(link, area);
        } catch (FileAlreadyExistsException e) {
            // The bundle was started before. An empty directory can be replaced.
            Files.delete(link);
            Files.createSymbolicLink(link, area);
        }
    }
}
