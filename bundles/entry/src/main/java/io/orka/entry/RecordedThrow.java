package io.orka.entry;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** The printed stack trace of a plugin's exception, in place of the exception object itself. */
public final class RecordedThrow extends Exception {

    private static final long serialVersionUID = 1L;

    private RecordedThrow(String trace) {
        super(trace, null, false, false);
    }

    /**
     * Prints an exception whose methods may be hostile; what they throw is contained.
     *
     * @param thrown by a plugin
     * @return its stack trace, in the message
     */
    public static RecordedThrow of(Throwable thrown) {
        StringWriter trace = new StringWriter();
        try {
            thrown.printStackTrace(new PrintWriter(trace, true));
        } catch (Throwable hostile) { // a plugin's exception may override anything; the output so far is kept
            trace.append(thrown.getClass().getName()).append(" (its stack trace cannot be printed)");
        }
        return new RecordedThrow(trace.toString());
    }

    /**
     * Class and message, such as {@code IllegalStateException: boom}, in one line.
     *
     * @param thrown by a plugin
     * @return one line
     */
    public static String line(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message;
        try {
            message = thrown.getMessage();
        } catch (Throwable hostile) { // see above
            message = "(its message cannot be read)";
        }
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }

    /** The first matching frame, without the name of its class loader. */
    static Optional<String> firstFrame(Throwable thrown, Predicate<StackTraceElement> wanted) {
        try {
            return Arrays.stream(thrown.getStackTrace())
                    .filter(wanted)
                    .findFirst()
                    .map(RecordedThrow::place);
        } catch (RuntimeException | Error hostile) { // see above
            return Optional.empty();
        }
    }

    /**
     * The location of a frame, such as {@code acme.Poller.run(Poller.java:41)}, without the name of its class loader.
     *
     * @param frame of a stack
     * @return one word
     */
    public static String place(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                + frame.getLineNumber() + ")";
    }
}
