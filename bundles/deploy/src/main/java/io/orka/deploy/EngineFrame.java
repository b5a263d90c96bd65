package io.orka.deploy;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A line of engine code that a thread is in.
 *
 * @param bundle the symbolic name of its bundle, or {@code null} where it is of the program that embeds the host
 * @param frame the line
 */
public record EngineFrame(@Nullable String bundle, StackTraceElement frame) {

    /** Checks that the line is there. */
    public EngineFrame {
        requireNonNull(frame, "frame is null");
    }

    /**
     * Whose code it is, for people.
     *
     * @return such as {@code bundle 'com.acme.engine'}
     */
    public String owner() {
        return bundle == null ? "the program that embeds Orka" : "bundle '" + bundle + "'";
    }

    /**
     * The line, for people.
     *
     * @return such as {@code com.acme.Engine.bind(Engine.java:41)}
     */
    public String line() {
        String file = frame.getFileName() == null ? "unknown source" : frame.getFileName();
        String number = frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber();
        return frame.getClassName() + "." + frame.getMethodName() + "(" + file + number + ")";
    }
}
