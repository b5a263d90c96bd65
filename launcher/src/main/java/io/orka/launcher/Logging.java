package io.orka.launcher;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** Where the host's own log goes: a rotating file, and the console. Engine code that embeds Orka keeps its own logging. */
final class Logging {

    /** How much of the log people see on the console. */
    enum Console {
        /** Everything from INFO on, on standard output. */
        ALL("INFO"),
        /** Nothing: failures are printed by whoever runs the command. */
        NONE("OFF");

        private final String level;

        Console(String level) {
            this.level = level;
        }
    }

    private Logging() {}

    static void start(Path directory, Console console, boolean json) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("directory", directory.toString());
        context.putProperty("console", console.level);
        URL configuration = Objects.requireNonNull(
                Logging.class.getResource(json ? "logging-json.xml" : "logging-text.xml"), "no logging configuration");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new IllegalStateException("the logging configuration is broken", e);
        }
    }
}
