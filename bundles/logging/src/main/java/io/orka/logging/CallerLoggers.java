package io.orka.logging;

import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

/**
 * Gives each bundle separate loggers, whose lines have its name. The bundle is determined once, when it requests a
 * logger. The host's own loggers are those of Logback, and without bundles there is no search.
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
