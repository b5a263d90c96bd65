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

    private final List<PluginFilter> filters = new ArrayList<>();

    private JulFilters() {}

    /** Of the handlers there are. */
    static JulFilters install() {
        JulFilters installed = new JulFilters();
        for (Handler handler : LogManager.getLogManager().getLogger("").getHandlers()) {
            PluginFilter filter = new PluginFilter(handler, handler.getFilter());
            installed.filters.add(filter);
            handler.setFilter(filter);
        }
        return installed;
    }

    /** Handlers that have got another filter since then keep it. */
    void remove() {
        filters.stream()
                .filter(filter -> filter.handler.getFilter() == filter)
                .forEach(filter -> filter.handler.setFilter(filter.before));
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
                JulRecords.write(speaker.log(), record);
            }
            return false;
        }
    }
}
