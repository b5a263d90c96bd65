package io.orka.sdk;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The result of a call: success with data, or failure with the plugin's error message.
 *
 * <p>Data is JSON-like: {@code null}, {@link Boolean}, {@link Number}, {@link String}, {@link java.util.List},
 * {@link java.util.Map} with String keys, and {@code byte[]} (base64 in JSON). With any other type, the call fails with
 * {@code ORKA-CALL-06}, which names the class and its path in the data.
 *
 * <p>Entrypoints that return a response use {@link #ok(Object)} and {@link #fail(String)}. Other entrypoints fill an
 * empty response with {@link #set(Response)} or the setters. Not safe for use by multiple threads. The host reads the
 * response after the entrypoint has returned.
 */
public final class Response {

    private boolean success;
    private @Nullable String error;
    private @Nullable Object data;

    /** Creates an empty response: no success, no error, no data. */
    public Response() {}

    /**
     * Creates a success.
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
     * Creates an expected failure, such as "chat not found". The caller gets the failure as a response, not as an
     * exception.
     *
     * @param error the error message
     * @return a new response
     */
    public static Response fail(String error) {
        Response response = new Response();
        response.error = requireNonNull(error, "error is null");
        return response;
    }

    /**
     * Returns whether the operation succeeded.
     *
     * @return {@code true} on success
     */
    public boolean success() {
        return success;
    }

    /**
     * Returns the plugin's error message.
     *
     * @return the message, or {@code null} without a message
     */
    public @Nullable String error() {
        return error;
    }

    /**
     * Returns the data.
     *
     * @return JSON-like data, or {@code null}
     */
    public @Nullable Object data() {
        return data;
    }

    /**
     * Copies success, error and data from another response.
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
     * Sets the plugin's error message.
     *
     * @param error the message, or {@code null} for none
     */
    public void setError(@Nullable String error) {
        this.error = error;
    }

    /**
     * Sets the data.
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
