package io.orka.deploy;

import static java.util.Objects.requireNonNull;

import io.orka.entry.RecordedThrow;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers a plugin's JDBC drivers to {@link DriverManager}, and takes them back. DriverManager looks for drivers once per
 * JVM, so without this only the first plugin would find its own.
 */
final class JdbcDrivers implements LeakSource {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcDrivers.class);
    private static final String SERVICES = "META-INF/services/java.sql.Driver";

    /** Loads the drivers the plugin or its libraries name; they register themselves. */
    static void offer(PluginContextLoader loader) {
        if (!loader.has(SERVICES)) {
            return;
        }
        DriverManager.getDrivers(); // spends its one search on the host's drivers, not on this plugin's
        ContextSwitch.with(loader, () -> {
            Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
            while (load(drivers, loader)) {}
            return loader;
        });
    }

    private static boolean load(Iterator<Driver> drivers, PluginContextLoader loader) {
        try {
            if (!drivers.hasNext()) {
                return false;
            }
            drivers.next();
        } catch (Throwable broken) { // a driver runs its own code here; the plugin may do without it, or with the next
            LOG.warn("{}: a JDBC driver cannot be loaded: {}", loader.getName(), RecordedThrow.line(broken));
        }
        return true;
    }

    /** Finds every driver of a plugin, also those it registered itself. */
    @Override
    @SuppressWarnings("unchecked") // the class is this module's own
    public void search(Owners owners, Consumer<Leak> found) throws Exception {
        for (Owner owner : owners.all()) {
            if (owner.context() != null) {
                Object sweep = inside(owner.context());
                for (Driver driver : ((Callable<List<Driver>>) sweep).call()) {
                    found.accept(Leak.of(
                            owner,
                            "JDBC driver",
                            driver.getClass().getName(),
                            () -> ((Consumer<Driver>) sweep).accept(driver)));
                }
            }
        }
    }

    private static Object inside(PluginContextLoader loader) throws IOException, ReflectiveOperationException {
        try (InputStream in = JdbcDrivers.class.getResourceAsStream("DriverSweep.class")) {
            byte[] classFile = requireNonNull(in).readAllBytes();
            Constructor<?> sweep =
                    loader.define(DriverSweep.class.getName(), classFile).getDeclaredConstructor();
            sweep.setAccessible(true);
            return sweep.newInstance();
        }
    }
}
