package io.orka.engine;

import java.lang.reflect.InvocationTargetException;
import org.osgi.framework.BundleException;

/** What is to be known of a throwable, as text. */
final class ThrownText {

    private ThrownText() {}

    /** Class and message of the root of it, in one line. */
    static String line(Throwable thrown) {
        return cause(thrown).toString().strip().replaceAll("\\s*\\R\\s*", " | ");
    }

    /** Where it was thrown, such as {@code " at com.acme.Activator.start(Activator.java:7)"}; empty if nobody knows. */
    static String at(Throwable thrown) {
        String frame = Frames.foreign(cause(thrown).getStackTrace());
        return frame.isEmpty() ? "" : " at " + frame;
    }

    static String remedy(Throwable thrown) {
        Throwable cause = cause(thrown);
        return cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException
                ? "Import the package of the missing class, or embed it in the bundle"
                : "Correct the bundle, or what it needs";
    }

    /** What lies behind the framework's exceptions; a bundle's own exception is kept as it is. */
    private static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof BundleException || cause instanceof InvocationTargetException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
