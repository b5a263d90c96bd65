package io.orka.logging;

import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

/**
 * Gives each bundle loggers of its own, whose lines have its name. The bundle is looked for once, when it asks for a
 * logger. The host's own loggers are those of Logback itself, and as long as there are no bundles nobody is looked for.
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

    /** From now on bundles may ask. */
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
