package io.orka.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A rotating file that is recreated if it was deleted, since log output would be lost silently otherwise. */
final class LogFileAppender extends RollingFileAppender<ILoggingEvent> {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    @Override
    protected void subAppend(ILoggingEvent event) {
        if (!Files.exists(Path.of(getFile()))) {
            reopen();
        }
        super.subAppend(event);
    }

    private void reopen() {
        try {
            Path directory = Path.of(getFile()).toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory, OWNER_ONLY);
            }
            openFile(getFile());
        } catch (IOException e) {
            addError("Cannot recreate the deleted log " + getFile(), e);
        }
    }
}
