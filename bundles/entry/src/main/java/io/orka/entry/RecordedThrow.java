package io.orka.entry;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** The printed stack trace of a plugin's exception, which replaces the exception object. */
public final class RecordedThrow extends Exception {

    private static final long serialVersionUID = 1L;

    private RecordedThrow(String trace) {
        super(trace, null, false, false);
    }

    /**
     * Prints an exception. Exceptions that its methods throw are caught.
     *
     * @param thrown the exception of a plugin
     * @return an exception whose message is the stack trace
     */
    public static RecordedThrow of(Throwable thrown) {
        StringWriter trace = new StringWriter();
        try {
            thrown.printStackTrace(new PrintWriter(trace, true));
        } catch (Throwable hostile) { // a plugin's exception may override any method; the output so far is used
            trace.append(thrown.getClass().getName()).append(" (its stack trace cannot be printed)");
        }
        return new RecordedThrow(trace.toString());
    }

    /**
     * Returns the class and message of an exception in one line.
     *
     * @param thrown the exception of a plugin
     * @return a line such as {@code IllegalStateException: boom}
     */
    public static String line(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message;
        try {
            message = thrown.getMessage();
        } catch (Throwable hostile) { // a plugin's exception may override any method
            message = "(its message cannot be read)";
        }
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }

    /** Returns the first matching frame, without the name of its class loader. */
    static Optional<String> firstFrame(Throwable thrown, Predicate<StackTraceElement> wanted) {
        try {
            return Arrays.stream(thrown.getStackTrace())
                    .filter(wanted)
                    .findFirst()
                    .map(RecordedThrow::place);
        } catch (RuntimeException | Error hostile) { // a plugin's exception may override any method
            return Optional.empty();
        }
    }

    /**
     * Returns the location of a frame, without the name of its class loader.
     *
     * @param frame the frame of a stack
     * @return a location such as {@code acme.Poller.run(Poller.java:41)}
     */
    public static String place(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                + frame.getLineNumber() + ")";
    }
}
