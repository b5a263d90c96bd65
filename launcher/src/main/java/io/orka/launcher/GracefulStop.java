package io.orka.launcher;

import io.orka.logging.Logging;
import io.orka.plugins.JvmExit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the host when the process is asked to end. SIGTERM or Ctrl-C takes no more calls, drains those under way and exits
 * with 0, where the Java launcher alone would answer 143 and 130; the second one cuts them off and exits with just these.
 *
 * <p>Both are handled by a thread of their own, since Java's shutdown hooks would hear only the first. A hook is left for
 * the other ways out: {@code System.exit} called by a plugin, and the signals that are not handled here.
 */
final class GracefulStop {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    /** What the process exits with when it is cut off, by signal. */
    private static final Map<String, Integer> CUT_OFF = Map.of("TERM", 143, "INT", 130);

    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Orka orka;

    private GracefulStop(Orka orka) {
        this.orka = orka;
    }

    static GracefulStop on(Orka orka) {
        GracefulStop stop = new GracefulStop(orka);
        orka.shell().whenAskedToStop(stop::begin);
        CUT_OFF.forEach((signal, exit) -> Signals.register(signal, () -> stop.signalled(exit)));
        Runtime.getRuntime().addShutdownHook(new Thread(stop::exiting, "orka-stop"));
        return stop;
    }

    /** Begins to end the process, as a client has asked, and returns at once. */
    void begin() {
        new Thread(this::asked, "orka-stop-asked").start();
    }

    private void asked() {
        if (stopping.compareAndSet(false, true)) {
            LOG.info("Stopping, as asked by 'orka stop': calls in flight may return");
            stop();
            Runtime.getRuntime().halt(0);
        }
    }

    /** Ends the host from the inside; returns when it has ended, whoever ends it. */
    void now() {
        if (stopping.compareAndSet(false, true)) {
            LOG.info("Stopping");
            stop();
        }
        awaitStopped();
    }

    private void signalled(int exit) {
        if (signals.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(exit);
        }
        if (stopping.compareAndSet(false, true)) {
            LOG.info("Stopping: calls in flight may return; a second signal ends them");
            stop();
            Runtime.getRuntime().halt(0);
        }
    }

    /** Runs in the JVM's shutdown, which waits for it. */
    private void exiting() {
        if (stopping.compareAndSet(false, true)) {
            Optional<String> caller = JvmExit.caller();
            if (caller.isEmpty()) {
                LOG.info("Stopping: calls in flight may return");
            } else {
                LOG.error("The process is ended from inside, by System.exit called in {}", caller.get());
            }
            stop();
            Runtime.getRuntime().halt(caller.isEmpty() ? 0 : 1);
        }
        awaitStopped();
    }

    private void stop() {
        try {
            orka.close();
            Logging.finish();
            LOG.info("Stopped");
        } finally {
            stopped.countDown();
        }
    }

    private void awaitStopped() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
