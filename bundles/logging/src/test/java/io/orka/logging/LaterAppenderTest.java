package io.orka.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entries that are logged before the appenders are known are kept in order and without duplicates. */
class LaterAppenderTest {

    @Test
    void nothingIsLostOrDoubledAndTheOrderStays() throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        Logger log = context.getLogger("story");
        log.setLevel(Level.INFO);
        LaterAppender later = new LaterAppender();
        later.setContext(context);
        later.start();
        log.addAppender(later);
        ListAppender<ILoggingEvent> target = new ListAppender<>();
        target.start();

        Thread busy = new Thread(() -> {
            for (int i = 0; i < 10_000; i++) {
                log.info("{}", i);
            }
        });
        log.info("first");
        busy.start();
        later.leadTo(List.of(target));
        busy.join();

        assertThat(target.list).hasSize(10_001);
        assertThat(target.list.get(0).getFormattedMessage()).isEqualTo("first");
        assertThat(target.list.subList(1, 10_001))
                .extracting(event -> Integer.parseInt(event.getFormattedMessage()))
                .isSorted();
        later.stop();
        assertThat(target.isStarted()).isFalse();
    }
}
