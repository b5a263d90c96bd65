package io.orka.engine;

import java.lang.reflect.InvocationTargetException;
import org.osgi.framework.BundleException;

/** Formats a throwable as text. */
final class ThrownText {

    private ThrownText() {}

    /** Returns class and message of the root cause, in one line. */
    static String line(Throwable thrown) {
        return cause(thrown).toString().strip().replaceAll("\\s*\\R\\s*", " | ");
    }

    /**
     * Returns the position of the throw, such as {@code " at com.acme.Activator.start(Activator.java:7)"}; empty if
     * unknown.
     */
    static String at(Throwable thrown) {
        String frame = Frames.foreign(cause(thrown).getStackTrace());
        return frame.isEmpty() ? "" : " at " + frame;
    }

    static String remedy(Throwable thrown) {
        Throwable cause = cause(thrown);
        return cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException
                ? "Import the package of the missing class, or embed the class in the bundle."
                : "Fix the bundle or its dependencies.";
    }

    /** Returns the cause inside the framework's exceptions; a bundle's exception is returned unchanged. */
    private static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof BundleException || cause instanceof InvocationTargetException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
