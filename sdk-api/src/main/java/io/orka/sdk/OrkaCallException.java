package io.orka.sdk;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A call that ended without an answer: the plugin threw, returned something that is not JSON-like, or was not there.
 *
 * <p>It holds the texts and stacks of what the plugin threw, not the plugin's own exception objects, so that keeping it
 * never keeps a swapped-out version in memory. It is never confused with {@link Response#fail(String)}, which is the
 * plugin's own answer.
 */
public final class OrkaCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String plugin;
    private final String method;

    /**
     * Describes one failed call.
     *
     * @param code the stable error code, such as {@code ORKA-CALL-01}
     * @param plugin the key of the plugin, {@code name} or {@code name@version}
     * @param method the method that was called
     * @param message what happened, in one line
     * @param cause a copy of what the plugin threw, or {@code null}
     */
    public OrkaCallException(String code, String plugin, String method, String message, @Nullable Throwable cause) {
        super(code + ": " + plugin + " " + method + ": " + message, cause);
        this.code = requireNonNull(code, "code is null");
        this.plugin = requireNonNull(plugin, "plugin is null");
        this.method = requireNonNull(method, "method is null");
    }

    /**
     * The stable error code.
     *
     * @return such as {@code ORKA-CALL-01}
     */
    public String code() {
        return code;
    }

    /**
     * Which plugin was called.
     *
     * @return {@code name}, or {@code name@version} as registered
     */
    public String plugin() {
        return plugin;
    }

    /**
     * Which method was called.
     *
     * @return the method's name
     */
    public String method() {
        return method;
    }
}
