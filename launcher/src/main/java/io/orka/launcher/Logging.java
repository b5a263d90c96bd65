package io.orka.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/**
 * Where the host's own log goes: a rotating file, and the console. Engine code that embeds Orka keeps its own logging.
 *
 * <p>Set up by calls instead of an XML file, which took a third of the host's start to read.
 */
final class Logging {

    /** How much of the log people see on the console. */
    enum Console {
        /** Everything from INFO on, on standard output. */
        ALL,
        /** Nothing: failures are printed by whoever runs the command. */
        NONE
    }

    private static final String MESSAGE = "%replace(%msg){'[\\r\\n]+', ' | '}%n";
    private static final String CONSOLE_LINE = "%d{HH:mm:ss} %-5level " + MESSAGE + "%nopex";
    private static final String FILE_LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{20} " + MESSAGE + "%ex";
    private static final int DAYS_KEPT = 30;

    private final LoggerContext context;
    private final boolean json;
    private final LaterAppender all = new LaterAppender();
    private final CompletableFuture<Void> begun;

    private Logging(LoggerContext context, Path directory, Console console, boolean json) {
        this.context = context;
        this.json = json;
        context.reset();
        context.getLogger("org.eclipse.jgit").setLevel(Level.OFF);
        context.getLogger("org.apache.sshd").setLevel(Level.ERROR);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        all.setContext(context);
        all.start();
        root.addAppender(all);
        begun = CompletableFuture.runAsync(
                () -> lead(directory, console), task -> new Thread(task, "orka-logging").start());
    }

    /** Begins to set it up and returns at once: what is logged meanwhile is kept, and goes where all goes. */
    static Logging begin(Path directory, Console console, boolean json) {
        return new Logging((LoggerContext) LoggerFactory.getILoggerFactory(), directory, console, json);
    }

    static void start(Path directory, Console console, boolean json) {
        begin(directory, console, json).await();
    }

    /** Whether what is logged goes anywhere. */
    static boolean isSetUp() {
        return !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)
                || context.getLogger(Logger.ROOT_LOGGER_NAME)
                        .iteratorForAppenders()
                        .hasNext();
    }

    /** Returns when it is set up. */
    void await() {
        begun.join();
    }

    private void lead(Path directory, Console console) {
        List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        if (console == Console.ALL) {
            appenders.add(console());
        }
        appenders.add(file(directory));
        all.leadTo(appenders);
    }

    private OutputStreamAppender<ILoggingEvent> console() {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        ThresholdFilter fromInfo = new ThresholdFilter();
        fromInfo.setLevel("INFO");
        fromInfo.start();
        console.addFilter(fromInfo);
        return started("CONSOLE", console, CONSOLE_LINE);
    }

    private OutputStreamAppender<ILoggingEvent> file(Path directory) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setFile(directory.resolve("orka.log").toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(
                directory.resolve("orka.%d{yyyy-MM-dd}.%i.log.gz").toString());
        rolling.setMaxFileSize(FileSize.valueOf("10MB"));
        rolling.setMaxHistory(DAYS_KEPT);
        rolling.setTotalSizeCap(FileSize.valueOf("200MB"));
        rolling.start();
        file.setRollingPolicy(rolling);
        return started("FILE", file, FILE_LINE);
    }

    private OutputStreamAppender<ILoggingEvent> started(
            String name, OutputStreamAppender<ILoggingEvent> appender, String line) {
        appender.setName(name);
        appender.setContext(context);
        appender.setEncoder(encoder(line));
        appender.start();
        return appender;
    }

    private Encoder<ILoggingEvent> encoder(String line) {
        Encoder<ILoggingEvent> encoder;
        if (json) {
            encoder = new JsonEncoder();
        } else {
            PatternLayoutEncoder text = new PatternLayoutEncoder();
            text.setPattern(line);
            encoder = text;
        }
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
