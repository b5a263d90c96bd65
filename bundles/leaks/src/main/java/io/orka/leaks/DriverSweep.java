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
 * class can load the driver, so this class is defined a second time in the plugin's class loader. This class uses JDK
 * classes only.
 */
final class DriverSweep implements Callable<List<Driver>>, Consumer<Driver> {

    /** Returns the plugin's drivers. */
    @Override
    public List<Driver> call() {
        ClassLoader own = getClass().getClassLoader();
        List<Driver> drivers = new ArrayList<>();
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == own) {
                drivers.add(driver);
            }
        }
        return drivers;
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
