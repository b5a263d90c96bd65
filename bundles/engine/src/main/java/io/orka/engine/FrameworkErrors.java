package io.orka.engine;

import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what the framework complains about in the background, such as a listener that threw. */
final class FrameworkErrors implements FrameworkListener {

    private static final Logger LOG = LoggerFactory.getLogger(FrameworkErrors.class);

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        Throwable thrown = event.getThrowable();
        if (thrown == null || (event.getType() & (FrameworkEvent.ERROR | FrameworkEvent.WARNING)) == 0) {
            return;
        }
        String line = EngineFailure.frameworkError(
                        String.valueOf(event.getBundle().getSymbolicName()), thrown)
                .line();
        if (event.getType() == FrameworkEvent.ERROR) {
            LOG.error(line, thrown);
        } else {
            LOG.warn(line, thrown);
        }
    }
}
