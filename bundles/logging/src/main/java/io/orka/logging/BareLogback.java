package io.orka.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The SLF4J provider of the host process, with a Logback that {@link Logging} configures. Logback skips its search for
 * a configuration, and SLF4J skips its search through jars. These searches took a tenth of a start.
 */
public final class BareLogback implements SLF4JServiceProvider {

    private static final String API = "2.0.99";
    private static final String VERBOSITY = "slf4j.internal.verbosity";

    private final LoggerContext context = new LoggerContext();
    private final CallerLoggers loggers = new CallerLoggers(context);
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();

    /** Called by SLF4J. */
    public BareLogback() {}

    /**
     * Makes the SLF4J of this class path use this provider without a message. The system property that selects the
     * provider is removed again, since an SLF4J in a plugin would also read the property. Call this method before the
     * first log call.
     */
    public static void choose() {
        Map<String, String> told =
                Map.of(LoggerFactory.PROVIDER_PROPERTY_KEY, BareLogback.class.getName(), VERBOSITY, "WARN");
        Map<String, @Nullable String> before = new HashMap<>();
        told.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        LoggerFactory.getILoggerFactory();
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Override
    public void initialize() {
        context.setName("orka");
        context.setMDCAdapter(mdc);
        context.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return API;
    }
}
