package io.orka.logging;

import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.slf4j.LoggerFactory;

/**
 * Leads what one OSGi framework and its bundles say into the log of the host, which in a program that embeds Orka is that of
 * the program, by SLF4J.
 */
public final class FrameworkLog {

    private final SaidOnce said = new SaidOnce();

    /** Creates one; it does nothing by itself. */
    public FrameworkLog() {}

    /**
     * What the framework logs by.
     *
     * @return a value for the property {@code felix.log.logger} of the framework's configuration
     */
    public Object logger() {
        return new FrameworkLogger(said);
    }

    /**
     * Begins to log the framework's events, and offers its bundles the OSGi Log service. In a process whose log is
     * {@link Logging} it also gives the bundles loggers of SLF4J that know them, and logs the exceptions that end threads.
     * It ends with the framework.
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
