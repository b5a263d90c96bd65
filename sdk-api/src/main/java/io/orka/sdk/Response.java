package io.orka.sdk;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A plugin's answer: whether it worked, and either data or the plugin's own error text.
 *
 * <p>Data is JSON-like: {@code null}, {@link Boolean}, {@link Number}, {@link String}, {@link java.util.List},
 * {@link java.util.Map} with String keys, and {@code byte[]} (base64 in JSON). Anything else makes the call fail with
 * an error that names the path inside the data and the class found there.
 *
 * <p>Plugins that return their answer use {@link #ok(Object)} and {@link #fail(String)}. Plugins with an RPC-style
 * entrypoint receive an empty response and fill it by {@link #set(Response)} or the setters. Not safe for use by
 * several threads; the host reads it after the entrypoint has returned.
 */
public final class Response {

    private boolean success;
    private @Nullable String error;
    private @Nullable Object data;

    /** An unfilled response: no success, no error, no data. */
    public Response() {}

    /**
     * A success.
     *
     * @param data JSON-like data, or {@code null}
     * @return a new response
     */
    public static Response ok(@Nullable Object data) {
        Response response = new Response();
        response.success = true;
        response.data = data;
        return response;
    }

    /**
     * A failure the plugin itself reports, such as "chat not found".
     *
     * @param error what went wrong, in the plugin's words
     * @return a new response
     */
    public static Response fail(String error) {
        Response response = new Response();
        response.error = requireNonNull(error, "error is null");
        return response;
    }

    /**
     * Whether the operation succeeded.
     *
     * @return {@code true} on success
     */
    public boolean success() {
        return success;
    }

    /**
     * The plugin's own error text.
     *
     * @return the text, or {@code null} when there is none
     */
    public @Nullable String error() {
        return error;
    }

    /**
     * The answer's data.
     *
     * @return JSON-like data, or {@code null}
     */
    public @Nullable Object data() {
        return data;
    }

    /**
     * Takes over all three fields of another response.
     *
     * @param other the response to copy from
     */
    public void set(Response other) {
        success = other.success;
        error = other.error;
        data = other.data;
    }

    /**
     * Sets whether the operation succeeded.
     *
     * @param success {@code true} on success
     */
    public void setSuccess(boolean success) {
        this.success = success;
    }

    /**
     * Sets the plugin's own error text.
     *
     * @param error the text, or {@code null} for none
     */
    public void setError(@Nullable String error) {
        this.error = error;
    }

    /**
     * Sets the answer's data.
     *
     * @param data JSON-like data, or {@code null}
     */
    public void setData(@Nullable Object data) {
        this.data = data;
    }

    @Override
    public String toString() {
        return success ? "ok(" + data + ")" : "fail(" + error + ")";
    }
}
