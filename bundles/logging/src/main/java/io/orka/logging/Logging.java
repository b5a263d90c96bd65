package io.orka.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.spi.ContextAware;
import ch.qos.logback.core.spi.LifeCycle;
import ch.qos.logback.core.util.FileSize;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/**
 * The log of a host process: a rotating file and the console. The log includes printed output of bundles and records of
 * {@code java.util.logging}. An embedding application keeps its own logging.
 *
 * <p>Code configures the log, since parsing an XML file took a third of the host's start.
 */
public final class Logging {

    /** The part of the log on the console. */
    public enum LogTarget {
        /** Level INFO and above, on standard output. */
        ALL,
        /** No part: the command itself prints failures. */
        NONE
    }

    private static final int DAYS_KEPT = 30;

    private final LoggerContext context;
    private final boolean json;
    private final LaterAppender all = new LaterAppender();
    private final CompletableFuture<Void> begun;

    private Logging(LoggerContext context, Path directory, LogTarget console, boolean json) {
        this.context = context;
        this.json = json;
        context.reset();
        context.getLogger("org.eclipse.jgit").setLevel(Level.OFF);
        context.getLogger("org.apache.sshd").setLevel(Level.ERROR);
        context.getLogger("org.apache.felix.scr").setLevel(Level.WARN);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        all.setContext(context);
        all.start();
        root.addAppender(all);
        begun = CompletableFuture.runAsync(
                () -> lead(directory, console), task -> new Thread(task, "orka-logging").start());
    }

    /**
     * Starts the setup and returns immediately: events are buffered until the setup is complete.
     *
     * @param directory the directory of the file; created if necessary
     * @param console the part of the log on the console
     * @param json whether each line is a JSON object instead of text; standard output then contains no other lines
     * @return the log
     */
    public static Logging begin(Path directory, LogTarget console, boolean json) {
        JulConfiguration.choose();
        StandardStreams.take(json && console == LogTarget.ALL);
        return new Logging(context(), directory, console, json);
    }

    /**
     * Sets up logging.
     *
     * @param directory the directory of the file; created if necessary
     * @param console the part of the log on the console
     * @param json whether each line is a JSON object instead of text
     */
    public static void start(Path directory, LogTarget console, boolean json) {
        begin(directory, console, json).await();
    }

    /**
     * Returns whether logging is set up.
     *
     * @return {@code true} also in an application with its own logging
     */
    public static boolean isSetUp() {
        return !(LoggerFactory.getILoggerFactory() instanceof CallerLoggers loggers)
                || loggers.context()
                        .getLogger(Logger.ROOT_LOGGER_NAME)
                        .iteratorForAppenders()
                        .hasNext();
    }

    /**
     * Returns the original standard output of the process, for results: output to this stream is never attributed to a
     * bundle.
     *
     * @return the original stream
     */
    public static PrintStream out() {
        return StandardStreams.out();
    }

    /**
     * Returns the original standard error of the process, for failures of commands.
     *
     * @return the original stream
     */
    public static PrintStream err() {
        return StandardStreams.err();
    }

    /** Logs unfinished lines of bundles; call this when the bundles have stopped. */
    public static void finish() {
        StandardStreams.finish();
    }

    /** Waits for the end of the setup. */
    public void await() {
        begun.join();
    }

    private static LoggerContext context() {
        if (LoggerFactory.getILoggerFactory() instanceof CallerLoggers loggers) {
            return loggers.context();
        }
        throw new IllegalStateException("BareLogback must be selected before the first log call");
    }

    private void lead(Path directory, LogTarget console) {
        List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        if (console == LogTarget.ALL) {
            appenders.add(console());
        }
        appenders.add(file(directory));
        all.leadTo(appenders);
    }

    private OutputStreamAppender<ILoggingEvent> console() {
        OutputStreamAppender<ILoggingEvent> console = new OutputStreamAppender<>();
        console.setOutputStream(new ConsoleOutput(StandardStreams.out()));
        ThresholdFilter fromInfo = new ThresholdFilter();
        fromInfo.setLevel("INFO");
        fromInfo.start();
        console.addFilter(fromInfo);
        return started("CONSOLE", console, new ConsoleLines());
    }

    private OutputStreamAppender<ILoggingEvent> file(Path directory) {
        LogFileAppender file = new LogFileAppender();
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
        return started("FILE", file, new FileLines());
    }

    private OutputStreamAppender<ILoggingEvent> started(
            String name, OutputStreamAppender<ILoggingEvent> appender, Layout<ILoggingEvent> text) {
        appender.setName(name);
        appender.setContext(context);
        appender.setEncoder(json ? started(new JsonLines()) : encoder(text));
        appender.start();
        return appender;
    }

    private Encoder<ILoggingEvent> encoder(Layout<ILoggingEvent> text) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setCharset(UTF_8);
        encoder.setLayout(started(text));
        return started(encoder);
    }

    private <T extends ContextAware & LifeCycle> T started(T part) {
        part.setContext(context);
        part.start();
        return part;
    }
}
