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
 * Stops the host gracefully. On the first SIGTERM or SIGINT (Ctrl-C), the host rejects new calls, waits for running
 * calls and exits with code 0. On the second signal, the host exits immediately with code 143 or 130.
 *
 * <p>A signal handler is needed, since the JVM runs its shutdown hooks only for the first signal. A shutdown hook
 * handles the other cases: {@code System.exit} called by a plugin, and other signals.
 */
final class GracefulStop {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    /** The exit code after the second signal. */
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

    /** Begins to stop the process for a client, and returns immediately. */
    void begin() {
        new Thread(this::asked, "orka-stop-asked").start();
    }

    private void asked() {
        if (stopping.compareAndSet(false, true)) {
            LOG.info("Stopping, on 'orka stop'; waiting for running calls");
            stop();
            Runtime.getRuntime().halt(0);
        }
    }

    /** Stops the host, unless the host is already stopping; returns when the host has stopped. */
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
            LOG.info("Stopping; waiting for running calls (send the signal again to stop now)");
            stop();
            Runtime.getRuntime().halt(0);
        }
    }

    /** Runs as shutdown hook, which the JVM waits for. */
    private void exiting() {
        if (stopping.compareAndSet(false, true)) {
            Optional<String> caller = JvmExit.caller();
            if (caller.isEmpty()) {
                LOG.info("Stopping; waiting for running calls");
            } else {
                LOG.error("System.exit was called by {}; stopping", caller.get());
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
