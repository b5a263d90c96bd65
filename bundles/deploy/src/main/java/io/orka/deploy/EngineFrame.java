package io.orka.deploy;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A frame of client code in a thread's stack.
 *
 * @param bundle the symbolic name of the code's bundle, or {@code null} for the embedding application
 * @param frame the frame
 */
public record EngineFrame(@Nullable String bundle, StackTraceElement frame) {

    /** Rejects {@code null}. */
    public EngineFrame {
        requireNonNull(frame, "frame is null");
    }

    /**
     * Describes the owner of the code, for messages.
     *
     * @return a phrase such as {@code bundle 'com.acme.engine'}
     */
    public String owner() {
        return bundle == null ? "the embedding application" : "bundle '" + bundle + "'";
    }

    /**
     * Describes the location, for messages.
     *
     * @return a line such as {@code com.acme.Engine.bind(Engine.java:41)}
     */
    public String line() {
        String file = frame.getFileName() == null ? "unknown source" : frame.getFileName();
        String number = frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber();
        return frame.getClassName() + "." + frame.getMethodName() + "(" + file + number + ")";
    }
}
