package io.orka.logging;

import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.slf4j.LoggerFactory;

/**
 * Redirects the log output of an OSGi framework and its bundles to the log of the host through SLF4J. In an embedding
 * application, the log of the host is the log of the application.
 */
public final class FrameworkLog {

    private final SaidOnce said = new SaidOnce();

    /** Creates an instance without any effect. */
    public FrameworkLog() {}

    /**
     * Returns the framework's logger.
     *
     * @return the value of the property {@code felix.log.logger} for the framework's configuration
     */
    public Object logger() {
        return new FrameworkLogger(said);
    }

    /**
     * Starts to log the framework's events, and registers the OSGi Log service for its bundles. In a process whose log
     * is {@link Logging}, this method also creates SLF4J loggers with the names of the bundles, and logs uncaught
     * exceptions. The logging ends with the framework.
     *
     * @param system the context of the framework's system bundle
     */
    public void attach(BundleContext system) {
        Objects.requireNonNull(system, "system is null").addFrameworkListener(new FrameworkEvents(said));
        system.addBundleListener(event -> {
            if (event.getType() == BundleEvent.STOPPED) {
                JulLines.putBack();
            }
        });
        OsgiLog.register(system);
        if (LoggerFactory.getILoggerFactory() instanceof CallerLoggers loggers) {
            loggers.expectBundles();
            Thread.setDefaultUncaughtExceptionHandler(new UncaughtExceptions(new StackTraces(system)));
        }
    }
}
