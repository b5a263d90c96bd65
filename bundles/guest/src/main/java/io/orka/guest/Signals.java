package io.orka.guest;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Catches the signals that a terminal or a service manager sends to all processes of a host at the same time. The
 * handler does nothing, since the host still drains its calls. The signals are caught instead of ignored, since
 * programs that the plugin starts would inherit ignored signals.
 */
final class Signals implements SignalHandler {

    private static final String[] CAUGHT = {"INT", "TERM", "HUP"};

    private Signals() {}

    /**
     * Installs the handler by an internal class of the JDK, since no public class can. Without this class, such a
     * signal ends the JVM.
     */
    static void install() {
        try {
            SignalHandler handler = new Signals();
            for (String name : CAUGHT) {
                Signal.handle(new Signal(name), handler);
            }
        } catch (LinkageError | IllegalArgumentException e) {
            System.err.println("cannot catch signals: " + e);
        }
    }

    @Override
    public void handle(Signal signal) {
        // this JVM exits when the host closes the connection
    }
}
