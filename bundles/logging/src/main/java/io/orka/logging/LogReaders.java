package io.orka.logging;

import java.util.Collections;
import java.util.Enumeration;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** Creates a separate service for each bundle, so that the listeners of a stopped bundle are removed. */
final class LogReaders implements ServiceFactory<LogReaderService> {

    private final LogListeners listeners;

    LogReaders(LogListeners listeners) {
        this.listeners = listeners;
    }

    @Override
    public LogReaderService getService(Bundle bundle, ServiceRegistration<LogReaderService> registration) {
        return new LogReader(bundle, listeners);
    }

    @Override
    public void ungetService(
            Bundle bundle, ServiceRegistration<LogReaderService> registration, LogReaderService service) {
        listeners.removeAll(bundle);
    }

    private record LogReader(Bundle bundle, LogListeners listeners) implements LogReaderService {

        @Override
        public void addLogListener(LogListener listener) {
            listeners.add(bundle, listener);
        }

        @Override
        public void removeLogListener(LogListener listener) {
            listeners.remove(listener);
        }

        /** Returns no entries: entries are in the log only. */
        @Override
        public Enumeration<LogEntry> getLog() {
            return Collections.emptyEnumeration();
        }
    }
}
