package io.orka.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/**
 * The SSH library logs only errors and the Git library logs nothing, even if the embedding application logs everything.
 */
class QuietLoggersTest {

    @Test
    void sshSaysErrorsOnly() {
        LoggerContext context = new LoggerContext();
        context.getLogger("ssh").setLevel(Level.TRACE);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        context.getLogger("ssh").addAppender(said);
        Logger logger = new ErrorsOnly(context.getLogger("ssh"));
        Exception cause = new IllegalStateException("closed");

        logger.debug("much");
        logger.atWarn().log("more");
        logger.warn("more", cause);
        logger.error("{} of {}", 1, 2, cause);

        assertThat(logger.getName()).isEqualTo("ssh");
        assertThat(said.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("1 of 2");
        assertThat(said.list.get(0).getThrowableProxy().getMessage()).isEqualTo("closed");
    }

    @Test
    void gitSaysNothing() {
        assertThat(QuietLoggers.getLogger("acme.org.eclipse.jgit.util.FS").isErrorEnabled())
                .isFalse();
        assertThat(QuietLoggers.getLogger(QuietLoggersTest.class).isErrorEnabled())
                .isTrue();
    }
}
