package io.orka.logging;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.LogReaderService;
import org.osgi.service.log.LogService;
import org.osgi.service.log.LoggerFactory;

/**
 * The OSGi Log service, implemented with SLF4J. An entry is in the log when the method returns. Entries and exceptions
 * are not retained, since they would keep classes of uninstalled bundles in memory.
 */
final class OsgiLog implements ServiceFactory<LogService> {

    private final LogListeners listeners;

    private OsgiLog(LogListeners listeners) {
        this.listeners = listeners;
    }

    static void register(BundleContext system) {
        LogListeners listeners = new LogListeners();
        system.registerService(
                new String[] {LogService.class.getName(), LoggerFactory.class.getName()}, new OsgiLog(listeners), null);
        system.registerService(LogReaderService.class, new LogReaders(listeners), null);
    }

    @Override
    public LogService getService(Bundle bundle, ServiceRegistration<LogService> registration) {
        return new BundleLogService(bundle, listeners);
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<LogService> registration, LogService service) {
        // the service stays usable for existing references
    }
}
