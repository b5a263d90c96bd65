package io.orka.launcher;

import io.orka.identity.OrkaFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of a host that was killed. They take space and do nothing else, so a host starts although they cannot be deleted. */
final class LeftBehind {

    private static final Logger LOG = LoggerFactory.getLogger(LeftBehind.class);

    private LeftBehind() {}

    static void sweep(Runnable... sweeps) {
        for (Runnable sweep : sweeps) {
            try {
                sweep.run();
            } catch (OrkaFailure e) {
                LOG.warn("What a killed host left stays. {}", e.line());
            }
        }
    }
}
