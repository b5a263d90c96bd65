package io.orka.deploy;

import java.beans.Introspector;
import java.util.ResourceBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a plugin leaves behind in the JDK, where it would keep the plugin's classes in memory. */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private Leftovers() {}

    /** One attempt at cleaning up. */
    interface Step {
        void run() throws Exception;
    }

    /** Deregisters the plugin's JDBC drivers and forgets its cached reflection and resource bundles. */
    static void sweep(PluginContextLoader loader) {
        attempt(loader, "its JDBC drivers cannot be deregistered", () -> JdbcDrivers.sweep(loader));
        attempt(loader, "its cached classes cannot be forgotten", () -> {
            Introspector.flushCaches();
            ResourceBundle.clearCache(loader);
            ResourceBundle.clearCache(loader.getParent());
        });
    }

    /** Runs one step; what it throws is logged and does not stop what comes after. */
    static void attempt(PluginContextLoader loader, String complaint, Step step) {
        try {
            step.run();
        } catch (Throwable thrown) { // steps run a plugin's code, which may throw anything
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.warn("{}: {}", loader.getName(), complaint, RecordedThrow.of(thrown));
        }
    }
}
