package io.orka.logging;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.log.FormatterLogger;

/** A logger of the OSGi Log service with the format syntax of {@link String#format}. */
final class PrintfLogger extends OsgiLogger implements FormatterLogger {

    PrintfLogger(Bundle bundle, String name, LogListeners listeners) {
        super(bundle, name, listeners);
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod") // the interface does not annotate the method either
    String format(String format, @Nullable Object... arguments) {
        return String.format(format, arguments);
    }
}
