package io.orka.identity;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A failure a person can act on: a stable code, the cause in one line, and what to do.
 *
 * <p>Each module has one subclass. The plugin and the stage are added by whoever runs the step.
 */
public abstract class OrkaFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    /**
     * Describes one failure.
     *
     * @param code the stable code, such as {@code ORKA-GIT-03}
     * @param message the cause, in one line, without the plugin's key
     * @param remedy what to do, as an instruction in one sentence
     * @param cause what lies behind it, for the log, or {@code null}
     */
    protected OrkaFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
        this.code = requireNonNull(code, "code is null");
        this.remedy = requireNonNull(remedy, "remedy is null");
    }

    /**
     * The stable code.
     *
     * @return such as {@code ORKA-GIT-03}
     */
    public final String code() {
        return code;
    }

    /**
     * What a person can do about it.
     *
     * @return one sentence
     */
    public final String remedy() {
        return remedy;
    }

    /**
     * The cause in one line; never {@code null}.
     *
     * @return the message given at construction
     */
    public final String reason() {
        return requireNonNull(getMessage());
    }

    /**
     * Whether the same may succeed later although nobody changes what failed: a network, a tool, memory or a disk was
     * lacking. Each module says so of its own failures.
     *
     * @return {@code false} unless the module says otherwise
     */
    public boolean isTransient() {
        return false;
    }

    /**
     * Code, cause and remedy in one line.
     *
     * @return such as {@code ORKA-GIT-03: no tag, branch or commit 'v9'. Use one of: v0.1.0}
     */
    public final String line() {
        return code + ": " + reason() + ". " + remedy;
    }
}
