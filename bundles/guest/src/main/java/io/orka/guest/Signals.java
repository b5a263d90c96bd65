package io.orka.guest;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Catches the signals that a terminal or a service manager sends to all processes of a host at once, and does nothing: the host
 * still drains its calls. The signals are not set to be ignored, since programs that the plugin starts would inherit that.
 */
final class Signals implements SignalHandler {

    private static final String[] CAUGHT = {"INT", "TERM", "HUP"};

    private Signals() {}

    /** The JDK's only way is an internal class that it may remove; a JVM without it ends by such a signal. */
    static void install() {
        try {
            SignalHandler handler = new Signals();
            for (String name : CAUGHT) {
                Signal.handle(new Signal(name), handler);
            }
        } catch (LinkageError | IllegalArgumentException e) {
            System.err.println("signals cannot be caught: " + e);
        }
    }

    @Override
    public void handle(Signal signal) {
        // this JVM exits when the host ends the connection
    }
}
