package io.orka.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Leads what plugins log by {@code java.util.logging} past the handlers of a program that embeds Orka, into the plugins' own
 * logs. The program keeps its handlers; while this is open, those of the root logger have a filter in front of their own.
 */
final class JulFilters {

    private final List<PluginFilter> filters = new ArrayList<>(); // guarded by this
    private final Runnable renewal = this::add;

    private JulFilters() {}

    /** Of the handlers there are, and of those that are there whenever the program configures its logging anew. */
    static JulFilters install() {
        JulFilters installed = new JulFilters();
        installed.add();
        LogManager.getLogManager().addConfigurationListener(installed.renewal);
        return installed;
    }

    private synchronized void add() {
        for (Handler handler : LogManager.getLogManager().getLogger("").getHandlers()) {
            if (!(handler.getFilter() instanceof PluginFilter)) {
                PluginFilter filter = new PluginFilter(handler, handler.getFilter());
                filters.add(filter);
                handler.setFilter(filter);
            }
        }
    }

    /** Handlers that have got another filter since then keep it. */
    synchronized void remove() {
        LogManager.getLogManager().removeConfigurationListener(renewal);
        filters.stream()
                .filter(filter -> filter.equals(filter.handler.getFilter()))
                .forEach(filter -> filter.handler.setFilter(filter.before));
        filters.clear();
    }

    /**
     * In front of one handler.
     *
     * @param handler the program's
     * @param before the filter it had
     */
    private record PluginFilter(Handler handler, @Nullable Filter before) implements Filter {

        /** A record passes by each handler; no more than its identity is kept of the last one. */
        private static final ThreadLocal<Long> LAST = new ThreadLocal<>();

        @Override
        public boolean isLoggable(LogRecord record) {
            @Nullable Speaker speaker = Callers.nearest();
            if (speaker == null || speaker.log() == null) {
                return before == null || before.isLoggable(record);
            }
            long identity = record.getSequenceNumber() << Integer.SIZE ^ System.identityHashCode(record);
            if (!Long.valueOf(identity).equals(LAST.get())) {
                LAST.set(identity);
                JulRecords.write(speaker.log(), record, JulRecords.text(record));
            }
            return false;
        }
    }
}
