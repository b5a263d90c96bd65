package io.orka.store;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import io.orka.durable.MachineTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory in which bundles are created before they are added to a store. */
final class Incoming {

    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);

    private Incoming() {}

    /**
     * Removes unfinished bundles. Only logs a lack of resources, since a store on a full or read-only disk is readable.
     */
    static Path emptied(Path store) throws IOException {
        Path incoming = store.resolve("incoming");
        try {
            OwnersDirectory.create(store);
            DirectoryTree.remove(incoming, Failpoint.STORE_DELETE);
            Files.createDirectory(incoming);
        } catch (IOException e) {
            if (MachineTrouble.in(e).isEmpty()) {
                throw e;
            }
            LOG.warn("The bundle store {} is read-only: {}", store, e.toString());
        }
        return incoming;
    }
}
