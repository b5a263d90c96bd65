package io.orka.launcher;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the host when the process is asked to end: SIGTERM and Ctrl-C drain the calls, and the exit code is 0, where the
 * Java launcher alone would answer 143 and 130.
 */
final class GracefulStop {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Orka orka;

    private GracefulStop(Orka orka) {
        this.orka = orka;
    }

    static GracefulStop on(Orka orka) {
        GracefulStop stop = new GracefulStop(orka);
        Runtime.getRuntime().addShutdownHook(new Thread(stop::signalled, "orka-stop"));
        return stop;
    }

    /** Ends the host from the inside; a signal that comes later changes nothing. */
    void now() {
        if (stopped.compareAndSet(false, true)) {
            LOG.info("Stopping");
            orka.close();
        }
    }

    /** Who called {@code System.exit}, if anybody: a signal takes another way through the JDK. */
    private static String exitCaller() {
        for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
            for (int i = 0; i + 1 < stack.length; i++) {
                boolean exit = stack[i].getClassName().equals("java.lang.System")
                        && stack[i].getMethodName().equals("exit");
                if (exit && !stack[i + 1].getClassName().equals(Main.class.getName())) {
                    return stack[i + 1].toString();
                }
            }
        }
        return "";
    }

    private void signalled() {
        if (stopped.compareAndSet(false, true)) {
            String caller = exitCaller();
            if (caller.isEmpty()) {
                LOG.info("Stopping: calls in flight may return");
            } else {
                LOG.error("The process is ended from inside, by System.exit called in {}", caller);
            }
            orka.close();
            LOG.info("Stopped");
            Runtime.getRuntime().halt(caller.isEmpty() ? 0 : 1);
        }
    }
}
