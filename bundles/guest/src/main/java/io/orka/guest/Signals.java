package io.orka.guest;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Catches the signals that a terminal or a service manager sends to all processes of a host at the same time, and does
 * nothing: the host still drains its calls. The signals are not set to be ignored, since programs that the plugin
 * starts would inherit that.
 */
final class Signals implements SignalHandler {

    private static final String[] CAUGHT = {"INT", "TERM", "HUP"};

    private Signals() {}

    /** Uses an internal class of the JDK, the only way; a JVM without that class ends by such a signal. */
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
