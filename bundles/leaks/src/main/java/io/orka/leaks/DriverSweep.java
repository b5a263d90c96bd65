package io.orka.leaks;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Finds and deregisters the JDBC drivers of a plugin. {@link DriverManager} requires that the loader of the calling
 * class can load the driver, so this class is defined a second time in the plugin's context class loader. This class
 * uses JDK classes only.
 */
final class DriverSweep implements Callable<List<Driver>>, Consumer<Driver> {

    /** Returns the plugin's drivers. */
    @Override
    public List<Driver> call() {
        ClassLoader bundleLoader = getClass().getClassLoader().getParent();
        List<Driver> own = new ArrayList<>();
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == bundleLoader) {
                own.add(driver);
            }
        }
        return own;
    }

    /** Deregisters a driver. */
    @Override
    public void accept(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
