package io.orka.entry;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Reports a plugin that cannot be constructed, with a stable code, the reason, and the remedy.
 *
 * <p>The exception's cause, if any, contains the text of the plugin's exception instead of the exception object. A
 * {@code BindFailure} therefore never keeps the plugin's classes in memory.
 */
public final class BindFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The plugin requires a newer Java version than that of this JVM. */
    static final String JAVA_TOO_OLD = "ORKA-DEPLOY-03";

    /** A class that the plugin needs is not in the bundle. */
    static final String CLASS_MISSING = "ORKA-DEPLOY-04";

    /** The entrypoint's class cannot be constructed, or does not have the entrypoint's method. */
    static final String NO_ENTRY = "ORKA-DEPLOY-05";

    /** A static initializer failed. */
    static final String INITIALIZER_FAILED = "ORKA-DEPLOY-06";

    /** The constructor threw. */
    static final String CONSTRUCTOR_THREW = "ORKA-DEPLOY-07";

    /** The plugin's classes are incompatible with each other, or malformed. */
    static final String BROKEN_CLASSES = "ORKA-DEPLOY-08";

    private final String code;
    private final String reason;
    private final String remedy;

    BindFailure(String code, String reason, String remedy, @Nullable Throwable cause) {
        super(reason, cause);
        this.code = requireNonNull(code, "code is null");
        this.reason = requireNonNull(reason, "reason is null");
        this.remedy = requireNonNull(remedy, "remedy is null");
    }

    /**
     * Returns the stable code.
     *
     * @return a code such as {@code ORKA-DEPLOY-07}
     */
    public String code() {
        return code;
    }

    /**
     * Returns the reason.
     *
     * @return a phrase in one line, without a final period
     */
    public String reason() {
        return reason;
    }

    /**
     * Returns the remedy for the user.
     *
     * @return one or two imperative sentences
     */
    public String remedy() {
        return remedy;
    }
}
