package io.orka.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of Configuration Admin, which are not flushed to disk. So after a power failure a file may be empty or
 * contain only zeros. Felix can neither read nor replace the configuration of such a file.
 */
final class StoredConfigurations {

    private static final Logger LOG = LoggerFactory.getLogger(StoredConfigurations.class);

    private StoredConfigurations() {}

    /** Deletes files that are empty or contain only zeros. Called before Configuration Admin is started. */
    static void cleanUp(Path area) {
        try (Stream<Path> files = Files.walk(area)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (isLost(file)) {
                    Files.delete(file);
                    LOG.warn(
                            "Deleted the empty file {}: its configuration is lost, unless a file in config contains it",
                            file);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Cannot read the stored configurations in {}", area, e);
        }
    }

    private static boolean isLost(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return bytes.length == 0 || bytes[0] == 0;
    }
}
