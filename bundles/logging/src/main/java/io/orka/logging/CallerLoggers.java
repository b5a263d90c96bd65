package io.orka.logging;

import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

/**
 * Creates separate loggers for each bundle, whose lines have the bundle's name. The bundle is determined once, when it
 * requests a logger. The host gets the loggers of Logback. Before {@link #expectBundles()}, no search is made.
 */
final class CallerLoggers implements ILoggerFactory {

    private final LoggerContext context;
    private volatile boolean bundles;

    CallerLoggers(LoggerContext context) {
        this.context = context;
    }

    LoggerContext context() {
        return context;
    }

    /** Enables the search for bundles. */
    void expectBundles() {
        bundles = true;
    }

    @Override
    public Logger getLogger(String name) {
        Logger logger = context.getLogger(name);
        @Nullable String bundle = bundles ? Callers.direct() : null;
        return bundle == null ? logger : new TaggedLogger(logger, bundle);
    }
}
