package io.orka.deploy;

import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The paths by which bundles are installed. Two installations never share a path at the same time, since the framework
 * identifies bundles by their path, and the JDK identifies jars by their path. The first installation of a bundle uses
 * the bundle's directory. While the first installation still exists, a further installation uses a link to the
 * directory.
 */
final class BundleLocations {

    private static final Logger LOG = LoggerFactory.getLogger(BundleLocations.class);
    private static final int DIGITS = 8;

    private final Path links;
    private final Set<Path> taken = ConcurrentHashMap.newKeySet();
    private final AtomicLong counter = new AtomicLong();

    /** Prepares the directory for the links and deletes the links of an earlier run. */
    BundleLocations(Path links) throws IOException {
        this.links = links;
        Files.createDirectories(links);
        List<Path> old;
        try (Stream<Path> entries = Files.list(links)) {
            old = entries.filter(Files::isSymbolicLink).toList();
        }
        for (Path link : old) {
            Files.delete(link);
        }
    }

    /** Reserves a location for an installation, until the installation is removed. */
    Location take(PluginBundle plugin) throws IOException {
        Path directory = plugin.directory().toRealPath();
        return taken.add(directory) ? new Location(directory, null) : linked(directory, plugin.digest());
    }

    /** Creates a link to the parent directory, so that the last element of the bundle's path is a real directory. */
    private Location linked(Path directory, String digest) throws IOException {
        Path link = Files.createDirectories(links) // the directory may have been deleted
                .resolve(counter.incrementAndGet() + "-" + digest.substring(0, Math.min(DIGITS, digest.length())));
        Files.createSymbolicLink(link, Objects.requireNonNull(directory.getParent()));
        return new Location(link.resolve(Objects.requireNonNull(directory.getFileName())), link);
    }

    /** The location of one installation. */
    final class Location {

        private final Path root;
        private final @Nullable Path link;

        private Location(Path root, @Nullable Path link) {
            this.root = root;
            this.link = link;
        }

        /** Returns the bundle's directory. */
        Path root() {
            return root;
        }

        /** Releases the location. A failed deletion of the link is only logged. */
        void leave() {
            if (link == null) {
                taken.remove(root);
                return;
            }
            try {
                Files.deleteIfExists(link);
            } catch (IOException e) {
                LOG.warn("Could not delete {}", link, e);
            }
        }
    }
}
