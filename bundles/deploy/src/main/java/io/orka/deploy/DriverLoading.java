package io.orka.deploy;

import io.orka.entry.RecordedThrow;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.Iterator;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the JDBC drivers of a plugin with {@link DriverManager}, which searches for drivers only once per JVM:
 * without this registration, only the first plugin would find its drivers.
 */
final class DriverLoading {

    private static final Logger LOG = LoggerFactory.getLogger(DriverLoading.class);
    private static final String SERVICES = "META-INF/services/java.sql.Driver";

    private DriverLoading() {}

    /** Loads the drivers that the plugin or its libraries declare; loaded drivers register themselves. */
    static void load(PluginClassLoader loader) {
        if (!loader.has(SERVICES)) {
            return;
        }
        DriverManager.getDrivers(); // so that its only search finds the host's drivers
        ContextSwitch.with(loader, () -> {
            Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
            while (loadNext(drivers, loader)) {}
            return loader;
        });
    }

    private static boolean loadNext(Iterator<Driver> drivers, PluginClassLoader loader) {
        try {
            if (!drivers.hasNext()) {
                return false;
            }
            drivers.next();
        } catch (Throwable broken) { // a driver's code may throw anything; the plugin may work without it
            LOG.warn("{}: cannot load a JDBC driver: {}", loader.getName(), RecordedThrow.line(broken));
        }
        return true;
    }
}
