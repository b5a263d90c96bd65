package io.orka.api;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A command or query of {@link PluginHost} failed, such as when a plugin does not exist, a version does not become
 * active, or the host is stopping.
 */
public final class PluginHostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    /**
     * Creates an exception.
     *
     * @param code the stable error code, such as {@code ORKA-PLUGIN-01}
     * @param reason the cause, in one line
     * @param remedy the remedy, in one sentence
     * @param cause the underlying exception, for logs, or {@code null}
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
     * Returns the error code. Codes do not change between releases.
     *
     * @return the code, such as {@code ORKA-PLUGIN-01}
     */
    public String code() {
        return code;
    }

    /**
     * Returns the remedy.
     *
     * @return one sentence
     */
    public String remedy() {
        return remedy;
    }
}
