package io.orka.calls;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a target that belongs to the host, such as the connection to a process, with a more precise code than
 * {@link CallCodes#PLUGIN_THREW}. Plugins cannot access this class, so they cannot throw it.
 */
public final class FailedCall extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Describes one failed call.
     *
     * @param code one of {@link CallCodes}
     * @param message a description of the failure, in one line
     * @param cause the underlying exception, without classes of a plugin, or {@code null}
     */
    public FailedCall(String code, String message, @Nullable Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
        this.code = requireNonNull(code, "code is null");
    }

    /**
     * Returns the stable code that the caller gets.
     *
     * @return one of {@link CallCodes}
     */
    public String code() {
        return code;
    }
}
