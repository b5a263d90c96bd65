package io.orka.sdk;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A call ended without a response. The {@link #code()} is the reason, such as:
 *
 * <ul>
 *   <li>The plugin threw an exception ({@code ORKA-CALL-04}), returned no response ({@code -05}), or returned data that
 *       is not JSON-like ({@code -06}).
 *   <li>The plugin does not exist or is not active ({@code -01} to {@code -03}).
 *   <li>The plugin did not respond before the deadline ({@code -08}).
 *   <li>The plugin's limit of concurrent calls was reached, and the plugin has not received the call ({@code -09}).
 *   <li>The calling thread was interrupted while it waited ({@code -10}).
 *   <li>The plugin's process ended during the call ({@code -11}), or the host is stopping ({@code -14}).
 * </ul>
 *
 * <p>A failure that the plugin reports with {@link Response#fail(String)} is a response, not an exception.
 *
 * <p>The cause contains the messages and stacks of the plugin's exceptions, not the exception objects. A reference to
 * this exception therefore keeps no old version of the plugin in memory.
 */
public final class OrkaCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String plugin;
    private final String method;

    /**
     * Creates an exception.
     *
     * @param code the stable error code, such as {@code ORKA-CALL-01}
     * @param plugin the key of the plugin, {@code name} or {@code name@version}
     * @param method the method that was called
     * @param message the reason, in one line
     * @param cause a copy of the plugin's exception, or {@code null}
     */
    public OrkaCallException(String code, String plugin, String method, String message, @Nullable Throwable cause) {
        super(code + ": " + plugin + " " + method + ": " + message, cause);
        this.code = requireNonNull(code, "code is null");
        this.plugin = requireNonNull(plugin, "plugin is null");
        this.method = requireNonNull(method, "method is null");
    }

    /**
     * Returns the error code. Codes do not change between releases.
     *
     * @return the code, such as {@code ORKA-CALL-01}
     */
    public String code() {
        return code;
    }

    /**
     * Returns the plugin that was called.
     *
     * @return {@code name}, or {@code name@version} as registered
     */
    public String plugin() {
        return plugin;
    }

    /**
     * Returns the method that was called.
     *
     * @return the method's name
     */
    public String method() {
        return method;
    }
}
