package io.orka.leaks;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Finds handlers, filters and formatters of a plugin in loggers of {@code java.util.logging}, to remove them. */
final class LogHandlers implements LeakSource {

    private static final String FILTER = "log filter";

    @Override
    public void search(Owners owners, Consumer<Leak> found) {
        LogManager manager = LogManager.getLogManager();
        List<String> names = Collections.list(manager.getLoggerNames());
        for (String name : names) {
            Logger logger = manager.getLogger(name);
            if (logger != null) {
                search(logger, "of logger '" + name + "'", owners, found);
            }
        }
    }

    private static void search(Logger logger, String name, Owners owners, Consumer<Leak> found) {
        find(owners, logger.getFilter(), FILTER, name, () -> logger.setFilter(null), found);
        for (Handler handler : logger.getHandlers()) {
            find(owners, handler, "log handler", name, () -> remove(logger, handler), found);
            if (owners.of(handler) == null) {
                find(owners, handler.getFilter(), FILTER, name, () -> handler.setFilter(null), found);
                find(
                        owners,
                        handler.getFormatter(),
                        "log formatter",
                        name,
                        () -> handler.setFormatter(new SimpleFormatter()),
                        found);
            }
        }
    }

    private static void find(
            Owners owners,
            @Nullable Object part,
            String kind,
            String name,
            Leftovers.Step removal,
            Consumer<Leak> found) {
        Owner owner = owners.of(part);
        if (part != null && owner != null) {
            found.accept(Leak.of(owner, kind, name + " (" + Owners.typeName(part) + ")", removal));
        }
    }

    private static void remove(Logger logger, Handler handler) {
        logger.removeHandler(handler);
        handler.close();
    }
}
