package io.orka.calls;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a target of the host's own throws when it knows better than {@link CallCodes#PLUGIN_THREW} what went wrong, such as
 * one that speaks to a process. Plugins cannot see this class, so none can pretend.
 */
public final class FailedCall extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Describes one failed call.
     *
     * @param code one of {@link CallCodes}
     * @param message what happened, in one line
     * @param cause more about it, free of any plugin's classes, or {@code null}
     */
    public FailedCall(String code, String message, @Nullable Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
        this.code = requireNonNull(code, "code is null");
    }

    /**
     * The stable code the caller will see.
     *
     * @return one of {@link CallCodes}
     */
    public String code() {
        return code;
    }
}
