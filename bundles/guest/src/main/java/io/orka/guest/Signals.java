package io.orka.guest;

import java.lang.reflect.Method;

/** The signals a terminal and a service manager send to all processes of a host at once, while the host wants to drain. */
final class Signals {

    private static final String[] IGNORED = {"INT", "TERM", "HUP"};

    private Signals() {}

    /** By reflection, since the JDK has no other way than a class it may take back; a JVM without it dies of a signal. */
    static void ignore() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ignore = handler.getField("SIG_IGN").get(null);
            Method handle = signal.getMethod("handle", signal, handler);
            for (String name : IGNORED) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), ignore);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            System.err.println("signals cannot be ignored: " + e);
        }
    }
}
