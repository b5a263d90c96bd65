package io.orka.checkout;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URL;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** One HTTP request of a job, with the limits of {@link HttpGuard}. */
final class GuardedConnection implements HttpConnection {

    private final HttpURLConnection connection;
    private final HttpGuard guard;

    GuardedConnection(HttpURLConnection connection, HttpGuard guard) {
        this.connection = connection;
        this.guard = guard;
    }

    @Override
    public int getResponseCode() throws IOException {
        int code = connection.getResponseCode();
        guard.answered(
                connection.getURL(),
                code,
                connection.getHeaderField("Location"),
                connection.getHeaderField("Retry-After"));
        return code;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        if (connection.getContentEncoding() != null) {
            throw new ProtocolException("the response is compressed, although compression was not requested");
        }
        return guard.metered(connection.getInputStream());
    }

    /** Ignores the header that requests compression, since compressed data would bypass the size limit. */
    @Override
    public void setRequestProperty(String key, String value) {
        if (!key.equalsIgnoreCase("Accept-Encoding")) {
            connection.setRequestProperty(key, value);
        }
    }

    /** Returns only authentication by user and password, since Kerberos could prompt on the terminal. */
    @Override
    public @Nullable List<String> getHeaderFields(String name) {
        List<String> values = connection.getHeaderFields().entrySet().stream()
                .filter(header -> name.equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .filter(value -> !name.equalsIgnoreCase("WWW-Authenticate")
                        || value.toLowerCase(Locale.ROOT).matches("(basic|digest)\\b.*"))
                .toList();
        return values.isEmpty() ? null : values;
    }

    @Override
    public URL getURL() {
        return connection.getURL();
    }

    @Override
    public @Nullable String getResponseMessage() throws IOException {
        return connection.getResponseMessage();
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        return connection.getHeaderFields();
    }

    @Override
    public void setRequestMethod(String method) throws ProtocolException {
        connection.setRequestMethod(method);
    }

    @Override
    public void setUseCaches(boolean useCaches) {
        connection.setUseCaches(useCaches);
    }

    /** Ignores the timeout, since the guard has already set the remaining time of the job. */
    @Override
    public void setConnectTimeout(int timeout) {}

    /** Ignores the timeout, since the guard has already set the remaining time of the job. */
    @Override
    public void setReadTimeout(int timeout) {}

    @Override
    public @Nullable String getContentType() {
        return connection.getContentType();
    }

    @Override
    public @Nullable String getHeaderField(String name) {
        return connection.getHeaderField(name);
    }

    @Override
    public int getContentLength() {
        return connection.getContentLength();
    }

    @Override
    public void setInstanceFollowRedirects(boolean followRedirects) {
        connection.setInstanceFollowRedirects(followRedirects);
    }

    @Override
    public void setDoOutput(boolean doOutput) {
        connection.setDoOutput(doOutput);
    }

    @Override
    public void setFixedLengthStreamingMode(int contentLength) {
        connection.setFixedLengthStreamingMode(contentLength);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return connection.getOutputStream();
    }

    @Override
    public void setChunkedStreamingMode(int chunkLength) {
        connection.setChunkedStreamingMode(chunkLength);
    }

    @Override
    public String getRequestMethod() {
        return connection.getRequestMethod();
    }

    @Override
    public boolean usingProxy() {
        return connection.usingProxy();
    }

    @Override
    public void connect() throws IOException {
        connection.connect();
    }

    @Override
    public void configure(KeyManager[] keys, TrustManager[] trust, SecureRandom random) throws KeyManagementException {
        throw new KeyManagementException("certificate checks cannot be disabled");
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) throws KeyManagementException {
        throw new KeyManagementException("certificate checks cannot be disabled");
    }
}
