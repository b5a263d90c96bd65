package io.orka.logging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class PrintedLinesTest {

    private static final String SOURCE = "printed";
    private static final Speaker A = new Speaker("a", false, null);
    private static final Speaker B = new Speaker("b", false, null);

    private final BlockingQueue<String> logged = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getLevel() + " " + Tag.of(event) + " " + event.getFormattedMessage());
        }
    };
    private final Logger logger = (Logger) LoggerFactory.getLogger("std" + SOURCE);
    private final PrintedLines lines = new PrintedLines(SOURCE, Level.INFO, true);

    @BeforeEach
    void listen() {
        logger.setAdditive(false);
        logger.addAppender(appender);
        appender.start();
    }

    @AfterEach
    void leave() {
        logger.detachAppender(appender);
    }

    private void print(String text) {
        lines.print(A, text.getBytes(UTF_8));
    }

    @Test
    void aLineIsWhatEndsWithABreak() {
        print("one\ntwo\r\n\nth");
        print("ree");
        assertThat(logged).containsExactly("INFO a one", "INFO a two", "INFO a ");

        print("\n");
        assertThat(logged).endsWith("INFO a three");
    }

    @Test
    void linesOfSeveralBundlesAndThreadsDoNotMix() throws Exception {
        print("mine ");
        lines.print(B, "other\n".getBytes(UTF_8));
        lines.print(Speaker.HOST, "host\n".getBytes(UTF_8));
        Thread thread = new Thread(() -> print("of a thread\n"));
        thread.start();
        thread.join();
        print("still\n");

        assertThat(logged).containsExactly("INFO b other", "INFO null host", "INFO a of a thread", "INFO a mine still");
    }

    @Test
    void anAppenderThatBreaksEndsNothing() throws Exception {
        CountDownLatch broke = new CountDownLatch(1);
        AppenderBase<ILoggingEvent> breaking = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                broke.countDown();
                throw new StackOverflowError("of an appender");
            }
        };
        breaking.start();
        logger.addAppender(breaking);
        print("lost");
        assertThat(broke.await(60, TimeUnit.SECONDS)).isTrue();
        logger.detachAppender(breaking);
        logged.clear();

        print("kept");

        assertThat(logged.poll(60, TimeUnit.SECONDS)).isEqualTo("INFO a kept");
    }

    @Test
    void bytesAreReadAsTheOwnStreamHasThem() throws Exception {
        PrintStream own = new PrintStream(OutputStream.nullOutputStream(), false, ISO_8859_1);
        try (BundleStream stream = new BundleStream(own, lines, BundleStream.Share.ALL, ISO_8859_1)) {
            stream.write("wörtlich ".getBytes(ISO_8859_1));
            stream.write('ü');
            stream.println(" ö €");
        }

        assertThat(logged).containsExactly("INFO null wörtlich ü ö €");
        assertThat(BundleStream.charset(own))
                .isEqualTo(Runtime.version().feature() < 18 ? Charset.defaultCharset() : ISO_8859_1);
    }

    @Test
    void aLongLineIsCutBetweenCharacters() {
        String text = "x" + "ä€😀".repeat(3000);

        print(text + "\n");

        assertThat(logged).hasSizeGreaterThan(3).allMatch(line -> line.getBytes(UTF_8).length < 8300);
        assertThat(String.join("", logged).replace("INFO a ", "")).isEqualTo(text);
    }

    @Test
    void whatIsNoTextIsCutAsWell() {
        byte[] bytes = new byte[3 * PrintedLines.LONGEST];
        java.util.Arrays.fill(bytes, (byte) 0x80);

        lines.print(A, bytes);
        lines.finish();

        assertThat(logged).hasSizeBetween(3, 4);
    }

    @Test
    void charactersMayComeInParts() {
        for (byte part : "wörtlich €\n".getBytes(UTF_8)) {
            lines.print(A, new byte[] {part});
        }

        assertThat(logged).containsExactly("INFO a wörtlich €");
    }

    @Test
    void aLineThatDoesNotEndIsLoggedAfterAWhileOrAtTheEnd() throws Exception {
        print("prompt> ");
        assertThat(logged.poll(1, TimeUnit.MINUTES)).isEqualTo("INFO a prompt>");

        print("last");
        lines.finish();
        assertThat(logged).containsExactly("INFO a last");
    }

    @Test
    void aFloodIsCountedInsteadOfLogged() {
        int printed = 0;
        String line = "x".repeat(1000) + "\n";
        for (; printed < 10_000; printed++) {
            print(line);
        }
        lines.finish();

        List<String> counts = logged.stream()
                .filter(each -> each.startsWith("WARN a "))
                .map(each -> each.split(" ", 5)[3])
                .toList();
        assertThat(counts).isNotEmpty();
        long leftOut = counts.stream().mapToLong(Long::parseLong).sum();
        assertThat(leftOut + logged.size() - counts.size()).isEqualTo(printed);
        lines.print(B, "others continue\n".getBytes(UTF_8));
        assertThat(logged).endsWith("INFO b others continue");
    }
}
