package io.orka.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Configuration Admin keeps on the disk. It does not wait until the disk has it, so after a loss of power a file may
 * be empty, or have nothing but zeros in it; and Felix can neither read nor replace the configuration of such a file.
 */
final class StoredConfigurations {

    private static final Logger LOG = LoggerFactory.getLogger(StoredConfigurations.class);

    private StoredConfigurations() {}

    /** Deletes those files; to be called before Configuration Admin is started. */
    static void sweep(Path area) {
        try (Stream<Path> files = Files.walk(area)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (isLost(file)) {
                    Files.delete(file);
                    LOG.warn(
                            "{} had nothing in it: this configuration is lost, unless it is in a file of config", file);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The stored configurations in {} cannot be looked through", area, e);
        }
    }

    private static boolean isLost(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return bytes.length == 0 || bytes[0] == 0;
    }
}
