package io.orka.logging;

import org.apache.felix.framework.Logger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Logs errors and warnings of Felix. */
final class FrameworkLogger extends Logger {

    static final String NAME = "org.apache.felix.framework";

    /** Orka deliberately prevents Felix from saving the next bundle id at each installation. */
    private static final String INTENDED = "Unable to save next bundle identifier to persistent storage.";

    private final SaidOnce said;

    FrameworkLogger(SaidOnce said) {
        this.said = said;
    }

    @Override
    @SuppressWarnings("rawtypes") // a raw type in Felix
    protected void doLog(
            @Nullable Bundle bundle,
            @Nullable ServiceReference service,
            int level,
            String message,
            @Nullable Throwable thrown) {
        if (message.equals(INTENDED) || !said.isNew(thrown, SaidOnce.Source.LOGGER)) {
            return;
        }
        @Nullable Bundle owner = bundle != null || service == null ? bundle : service.getBundle();
        org.slf4j.Logger log = TaggedLogger.of(Callers.subject(owner), NAME);
        String text = service == null ? message : message + " " + service;
        switch (level) {
            case LOG_ERROR -> log.error(text, thrown);
            case LOG_WARNING -> log.warn(text, thrown);
            case LOG_INFO -> log.info(text, thrown);
            default -> log.debug(text, thrown);
        }
    }

    @Override
    protected void doLog(int level, String message, @Nullable Throwable thrown) {
        doLog(null, null, level, message, thrown);
    }
}
