package io.orka.launcher;

import io.orka.identity.OrkaFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the files of a killed host. These files only take disk space, so a host starts even if it cannot delete them.
 */
final class LeftBehind {

    private static final Logger LOG = LoggerFactory.getLogger(LeftBehind.class);

    private LeftBehind() {}

    static void cleanUp(Runnable... sweeps) {
        for (Runnable sweep : sweeps) {
            try {
                sweep.run();
            } catch (OrkaFailure e) {
                LOG.warn("Could not delete files left by a killed host. {}", e.line());
            }
        }
    }
}
