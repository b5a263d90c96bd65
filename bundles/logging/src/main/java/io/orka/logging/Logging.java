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
 * The log of a process that is the host's own: a rotating file, and the console. It takes what is printed by bundles and
 * logged by {@code java.util.logging}, too. Engine code that embeds Orka keeps its own logging.
 *
 * <p>Set up by calls instead of an XML file, which took a third of the host's start to read.
 */
public final class Logging {

    /** How much of the log people see on the console. */
    public enum LogTarget {
        /** Everything from INFO on, on standard output. */
        ALL,
        /** Nothing: failures are printed by whoever runs the command. */
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
     * Begins to set it up and returns at once: what is logged meanwhile is kept, and goes where all goes.
     *
     * @param directory where the file is; made if need be
     * @param console what people see
     * @param json whether each line is a JSON object instead of text; then standard output of the process has no others
     * @return the log
     */
    public static Logging begin(Path directory, LogTarget console, boolean json) {
        JulConfiguration.choose();
        StandardStreams.take(json && console == LogTarget.ALL);
        return new Logging(context(), directory, console, json);
    }

    /**
     * Sets it up.
     *
     * @param directory where the file is; made if need be
     * @param console what people see
     * @param json whether each line is a JSON object instead of text
     */
    public static void start(Path directory, LogTarget console, boolean json) {
        begin(directory, console, json).await();
    }

    /**
     * Whether what is logged goes anywhere.
     *
     * @return {@code true} also in a program that keeps its own logging
     */
    public static boolean isSetUp() {
        return !(LoggerFactory.getILoggerFactory() instanceof CallerLoggers loggers)
                || loggers.context()
                        .getLogger(Logger.ROOT_LOGGER_NAME)
                        .iteratorForAppenders()
                        .hasNext();
    }

    /**
     * The standard output of the process, for results: what is printed there is never taken for a bundle's.
     *
     * @return as it was before this log took its place
     */
    public static PrintStream out() {
        return StandardStreams.out();
    }

    /**
     * The standard error of the process, for failures of commands.
     *
     * @return as it was before this log took its place
     */
    public static PrintStream err() {
        return StandardStreams.err();
    }

    /** Logs what bundles have printed without ending the line; to be called when they have ended. */
    public static void finish() {
        StandardStreams.finish();
    }

    /** Returns when it is set up. */
    public void await() {
        begun.join();
    }

    private static LoggerContext context() {
        if (LoggerFactory.getILoggerFactory() instanceof CallerLoggers loggers) {
            return loggers.context();
        }
        throw new IllegalStateException("BareLogback was not chosen before something was logged");
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
