package io.orka.leaks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the JDBC drivers of a plugin in {@link DriverManager}, to deregister them. */
final class JdbcDrivers implements LeakSource {

    private volatile byte @Nullable [] classFile;

    /** Finds every driver of a plugin, including the drivers that the plugin registered itself. */
    @Override
    @SuppressWarnings("unchecked") // the class belongs to this module
    public void search(Owners owners, Consumer<Leak> found) throws Exception {
        for (Owner owner : owners.all()) {
            Object sweep = inside(owner.loader());
            for (Driver driver : ((Callable<List<Driver>>) sweep).call()) {
                found.accept(Leak.of(
                        owner,
                        "JDBC driver",
                        driver.getClass().getName(),
                        () -> ((Consumer<Driver>) sweep).accept(driver)));
            }
        }
    }

    private Object inside(PluginLoader loader) throws IOException, ReflectiveOperationException {
        Constructor<?> sweep =
                loader.define(DriverSweep.class.getName(), classFile()).getDeclaredConstructor();
        sweep.setAccessible(true);
        return sweep.newInstance();
    }

    private byte[] classFile() throws IOException {
        byte[] known = classFile;
        if (known == null) {
            try (InputStream in = JdbcDrivers.class.getResourceAsStream(DriverSweep.class.getSimpleName() + ".class")) {
                known = requireNonNull(in).readAllBytes();
            }
            classFile = known;
        }
        return known;
    }
}
