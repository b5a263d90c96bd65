package io.orka.identity;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a user can act on: a stable code, the cause in one line, and the remedy.
 *
 * <p>Each module has one subclass. The code that runs a stage adds the plugin and the stage.
 */
public abstract class OrkaFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    /**
     * Creates a failure.
     *
     * @param code the stable code, such as {@code ORKA-GIT-03}
     * @param message the cause: a phrase in one line, without the plugin's key and without a final period
     * @param remedy the remedy for the user: one or two imperative sentences, each with its period
     * @param cause the underlying exception, for the log, or {@code null}
     */
    protected OrkaFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
        this.code = requireNonNull(code, "code is null");
        this.remedy = requireNonNull(remedy, "remedy is null");
    }

    /**
     * Returns the stable code.
     *
     * @return such as {@code ORKA-GIT-03}
     */
    public final String code() {
        return code;
    }

    /**
     * Returns the remedy for the user.
     *
     * @return one or two sentences
     */
    public final String remedy() {
        return remedy;
    }

    /**
     * Returns the cause in one line; never {@code null}.
     *
     * @return the message given at construction
     */
    public final String reason() {
        return requireNonNull(getMessage());
    }

    /**
     * Returns whether a retry may succeed without a change to the plugin, since a network, a tool, memory or a disk was
     * not available. Each module overrides this method for its own failures.
     *
     * @return {@code false} by default
     */
    public boolean isTransient() {
        return false;
    }

    /**
     * Returns code, cause and remedy in one line.
     *
     * @return such as {@code ORKA-GIT-03: no tag, branch or commit 'v9'. Use one of: v0.1.0}
     */
    public final String line() {
        return code + ": " + reason() + ". " + remedy;
    }
}
