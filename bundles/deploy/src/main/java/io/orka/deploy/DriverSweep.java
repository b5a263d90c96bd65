package io.orka.deploy;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.Callable;

/**
 * Deregisters the JDBC drivers of a plugin. {@link DriverManager} lets only classes do that which can see the driver, so
 * this class is defined once more in the plugin's context class loader and runs there. It uses JDK classes only.
 */
final class DriverSweep implements Callable<Integer> {

    /** Answers how many drivers it deregistered. */
    @Override
    public Integer call() throws SQLException {
        ClassLoader bundleLoader = getClass().getClassLoader().getParent();
        int swept = 0;
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == bundleLoader) {
                DriverManager.deregisterDriver(driver);
                swept++;
            }
        }
        return swept;
    }
}
