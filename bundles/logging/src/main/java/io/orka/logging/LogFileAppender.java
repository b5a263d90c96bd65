package io.orka.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that rotates, and that is made again when somebody has deleted it: else what is logged would be lost unseen. */
final class LogFileAppender extends RollingFileAppender<ILoggingEvent> {

    @Override
    protected void subAppend(ILoggingEvent event) {
        if (!Files.exists(Path.of(getFile()))) {
            reopen();
        }
        super.subAppend(event);
    }

    private void reopen() {
        try {
            openFile(getFile());
        } catch (IOException e) {
            addError("The deleted log " + getFile() + " cannot be made again", e);
        }
    }
}
