package io.orka.guest;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Hears the signals a terminal and a service manager send to all processes of a host at once, while the host wants to
 * drain, and does nothing. They are not ignored: that would be inherited by all that the plugin starts.
 */
final class Signals implements SignalHandler {

    private static final String[] HEARD = {"INT", "TERM", "HUP"};

    private Signals() {}

    /** The JDK has no other way than a class it may take back; a JVM without it ends by such a signal. */
    static void hear() {
        try {
            SignalHandler nobody = new Signals();
            for (String name : HEARD) {
                Signal.handle(new Signal(name), nobody);
            }
        } catch (LinkageError | IllegalArgumentException e) {
            System.err.println("signals cannot be caught: " + e);
        }
    }

    @Override
    public void handle(Signal signal) {
        // the end of the connection is the end of this JVM
    }
}
