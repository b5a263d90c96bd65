package io.orka.api;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A command or question that the host could not do or answer: there is no such plugin, a version does not become active,
 * the host is stopping.
 */
public final class PluginHostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    /**
     * Describes one failure.
     *
     * @param code the stable error code, such as {@code ORKA-PLUGIN-01}
     * @param reason the cause, in one line
     * @param remedy what to do, in one sentence
     * @param cause what lies behind it, for the log, or {@code null}
     */
    public PluginHostException(String code, String reason, String remedy, @Nullable Throwable cause) {
        super(
                requireNonNull(code, "code is null") + ": " + requireNonNull(reason, "reason is null") + ". "
                        + requireNonNull(remedy, "remedy is null"),
                cause);
        this.code = code;
        this.remedy = remedy;
    }

    /**
     * The stable error code.
     *
     * @return such as {@code ORKA-PLUGIN-01}
     */
    public String code() {
        return code;
    }

    /**
     * What a person can do about it.
     *
     * @return one sentence
     */
    public String remedy() {
        return remedy;
    }
}
