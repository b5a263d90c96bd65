package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.io.PrintStream;
import org.apache.felix.gogo.runtime.activator.Activator;
import org.apache.felix.service.threadio.ThreadIO;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * The Felix command processor. Felix replaces the streams of {@link System} whenever a command begins or ends, even
 * after the processor was stopped. This subclass does not replace the streams after the stop.
 */
final class GogoRuntime extends Activator {

    private final SessionStreams sessions;
    private boolean stopped;

    GogoRuntime(SessionStreams sessions) {
        this.sessions = requireNonNull(sessions, "sessions is null");
    }

    @Override
    protected ServiceRegistration<?> newProcessor(ThreadIO streams, BundleContext context) {
        return super.newProcessor(new UntilStopped(streams), context);
    }

    @Override
    public void stop(BundleContext context) {
        synchronized (this) {
            stopped = true;
        }
        super.stop(context);
    }

    private final class UntilStopped implements ThreadIO {

        private final ThreadIO streams;

        UntilStopped(ThreadIO streams) {
            this.streams = requireNonNull(streams, "streams is null");
        }

        @Override
        public void setStreams(InputStream in, PrintStream out, PrintStream err) {
            synchronized (GogoRuntime.this) {
                if (!stopped) {
                    streams.setStreams(
                            in, sessions.out().apply(out), sessions.err().apply(err));
                }
            }
        }

        @Override
        public void close() {
            synchronized (GogoRuntime.this) {
                if (!stopped) {
                    streams.close();
                }
            }
        }
    }
}
