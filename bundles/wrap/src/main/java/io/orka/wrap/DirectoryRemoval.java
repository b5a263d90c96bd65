package io.orka.wrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes a bundle that did not come about. */
final class DirectoryRemoval {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryRemoval.class);

    private DirectoryRemoval() {}

    /** Removes a directory and all below it, following no links. What cannot be removed is logged: the cause matters more. */
    static void remove(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            LOG.warn("cannot remove {}", directory, e);
        }
    }
}
