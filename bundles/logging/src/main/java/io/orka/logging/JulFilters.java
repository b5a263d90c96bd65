package io.orka.logging;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Redirects records that plugins log by {@code java.util.logging} from the handlers of an embedding application to the
 * plugins' own logs. The application keeps its handlers. While the filters are installed, the handlers of the root
 * logger have an additional filter before their own filter.
 */
final class JulFilters {

    private final Lock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final IdentityHashMap<Handler, PluginFilter> filters = new IdentityHashMap<>();

    @GuardedBy("lock")
    private boolean ended;

    private final Runnable renewal = this::await;

    private JulFilters() {}

    /**
     * Filters current and later handlers: the search runs whenever the application reconfigures its logging, and for
     * each record that passes a filtered handler.
     */
    static JulFilters install() {
        JulFilters installed = new JulFilters();
        installed.await();
        LogManager.getLogManager().addConfigurationListener(installed.renewal);
        return installed;
    }

    private void await() {
        lock.lock();
        try {
            renew();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Updates the filters without waiting for a lock: a logging thread holds the lock of a handler, which other threads
     * may need.
     */
    private void look() {
        if (lock.tryLock()) {
            try {
                renew();
            } finally {
                lock.unlock();
            }
        }
    }

    @GuardedBy("lock")
    private void renew() {
        if (ended) {
            return;
        }
        Handler[] handlers = LogManager.getLogManager().getLogger("").getHandlers();
        for (Handler handler : handlers) {
            if (!filters.containsKey(handler)) {
                PluginFilter filter = new PluginFilter(handler.getFilter());
                filters.put(handler, filter);
                handler.setFilter(filter);
            }
        }
        if (filters.size() > handlers.length) {
            Set<Handler> left = filters.keySet().stream()
                    .filter(handler -> !Arrays.asList(handlers).contains(handler))
                    .collect(Collectors.toSet());
            left.forEach(this::giveBack);
        }
    }

    /** Restores the filter of a handler, unless other code has set another filter. */
    @GuardedBy("lock")
    private void giveBack(Handler handler) {
        @Nullable PluginFilter filter = filters.remove(handler);
        if (filter != null && handler.getFilter() == filter) {
            handler.setFilter(filter.before);
        }
    }

    /** Restores the handlers' own filters. */
    void remove() {
        LogManager.getLogManager().removeConfigurationListener(renewal);
        lock.lock();
        try {
            ended = true;
            Set.copyOf(filters.keySet()).forEach(this::giveBack);
        } finally {
            lock.unlock();
        }
    }

    /** The filter of one handler. */
    private final class PluginFilter implements Filter {

        /** The identity of the last record, since a record passes each handler. */
        private static final ThreadLocal<Long> LAST = new ThreadLocal<>();

        private final @Nullable Filter before;

        PluginFilter(@Nullable Filter before) {
            this.before = before;
        }

        @Override
        public boolean isLoggable(LogRecord record) {
            look();
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
