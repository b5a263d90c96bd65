package io.orka.logging;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.slf4j.Logger;

/** Logs errors and warnings that the framework reports to its listeners. */
final class FrameworkEvents implements FrameworkListener {

    private final SaidOnce said;

    FrameworkEvents(SaidOnce said) {
        this.said = said;
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        @Nullable Throwable thrown = event.getThrowable();
        boolean error = event.getType() == FrameworkEvent.ERROR;
        if (!(error || event.getType() == FrameworkEvent.WARNING) || !said.isNew(thrown, SaidOnce.Source.EVENTS)) {
            return;
        }
        Bundle bundle = event.getBundle();
        Logger log = TaggedLogger.of(Callers.subject(bundle), FrameworkLogger.NAME);
        String text = "The framework reports " + (error ? "an error" : "a warning") + " of " + bundle;
        if (error) {
            log.error(text, thrown);
        } else {
            log.warn(text, thrown);
        }
    }
}
