package io.orka.checkout;

import io.orka.registry.ProxyAddress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens the connections of one job and monitors them: the received bytes, the status codes and the redirects.
 *
 * <p>JGit has only a timeout for a single read, and no size limit.
 */
final class HttpGuard implements HttpConnectionFactory {

    /** The length of the first part of a response, which contains the capabilities of the server. */
    private static final int BEGINNING = 4096;

    private final Deadline deadline;
    private final long quota;
    private final HttpRoutes routes;
    private final AtomicLong received = new AtomicLong();
    private final Set<HttpURLConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private volatile int status;
    private volatile boolean sha256;
    private volatile @Nullable String retryAfter;
    private volatile @Nullable String redirect;
    private volatile @Nullable ProxyAddress proxy;
    private @Nullable SeenChain chain;
    private @Nullable SSLSocketFactory sockets;

    HttpGuard(Deadline deadline, long quota, HttpRoutes routes) {
        this.deadline = deadline;
        this.quota = quota;
        this.routes = routes;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    /**
     * Opens a connection.
     *
     * @param usual the proxy in the JVM's settings, used if no other proxy is configured
     */
    @Override
    public HttpConnection create(URL url, Proxy usual) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection(way(url, usual));
        connection.setAuthenticator(routes.proxies().login(new Proxies.Way(proxy)));
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(sockets());
        }
        open.add(connection);
        if (closed) {
            close();
            throw new IOException("the fetch has ended");
        }
        // The job is closed at the deadline. These timeouts end a socket that is not closed with the job.
        connection.setConnectTimeout(deadline.millisLeft() + 1_000);
        connection.setReadTimeout(deadline.millisLeft() + 1_000);
        return new GuardedConnection(connection, this);
    }

    /** Returns the proxy of a connection. Plain http is allowed to this machine only, without a proxy. */
    private Proxy way(URL url, Proxy usual) {
        if (!url.getProtocol().equals("https")) {
            return Proxy.NO_PROXY;
        }
        int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
        Optional<Proxies.Way> way = routes.proxies().to(url.getHost(), port);
        if (way.isEmpty()) {
            return usual;
        }
        ProxyAddress address = way.orElseThrow().proxy();
        proxy = address;
        return address == null
                ? Proxy.NO_PROXY
                : new Proxy(
                        address.socks() ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                        new InetSocketAddress(address.host(), address.port()));
    }

    private synchronized SSLSocketFactory sockets() {
        if (sockets == null) {
            try {
                chain = new SeenChain(routes.trust().now());
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(routes.keys().now(), new TrustManager[] {chain}, null);
                sockets = context.getSocketFactory();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java has no TLS", e);
            }
        }
        return sockets;
    }

    /** Returns the issuer of the server's certificate, if the certificate was rejected. */
    synchronized Optional<String> refusedIssuer() {
        return chain == null ? Optional.empty() : chain.issuer();
    }

    /** Returns the proxy of the connections, if the settings or the environment contain a proxy. */
    Optional<ProxyAddress> proxy() {
        return Optional.ofNullable(proxy);
    }

    /** Closes all current and future connections, so that reads fail. Safe for use by multiple threads. */
    void close() {
        closed = true;
        open.forEach(HttpURLConnection::disconnect);
    }

    /** Records the status, and rejects redirects to other servers, since these would get the credentials. */
    void answered(URL asked, int code, @Nullable String location, @Nullable String wait) throws IOException {
        status = code;
        retryAfter = wait;
        if (code / 100 == 3 && location != null) {
            URI target = target(asked, location);
            if (!isSamePlace(asked, target)) {
                redirect = target.getScheme() + "://" + target.getRawAuthority();
                throw new IOException("redirected");
            }
        }
    }

    private static URI target(URL asked, String location) throws IOException {
        try {
            return URI.create(asked.toString()).resolve(location);
        } catch (IllegalArgumentException unreadable) {
            throw new IOException("redirected to a malformed address", unreadable);
        }
    }

    private static boolean isSamePlace(URL asked, URI target) {
        String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
        boolean upgrade = asked.getProtocol().equals("http") && scheme.equals("https");
        int from = asked.getPort() < 0 ? asked.getDefaultPort() : asked.getPort();
        int to = target.getPort() >= 0 ? target.getPort() : scheme.equals("https") ? 443 : 80;
        return asked.getHost().equalsIgnoreCase(target.getHost())
                && target.getRawUserInfo() == null
                && (upgrade ? to == 443 : scheme.equals(asked.getProtocol()) && from == to);
    }

    InputStream metered(InputStream stream) {
        return new FilterInputStream(stream) {

            private final StringBuilder beginning = new StringBuilder();

            @Override
            public int read() throws IOException {
                int value = super.read();
                count(value < 0 ? 0 : 1);
                look(value < 0 ? new byte[0] : new byte[] {(byte) value}, 0, value < 0 ? 0 : 1);
                return value;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int got = super.read(buffer, offset, length);
                count(Math.max(0, got));
                look(buffer, offset, Math.max(0, got));
                return got;
            }

            /** Detects SHA-256 repositories, since JGit fails at their first id without an explanation. */
            private void look(byte[] buffer, int offset, int length) {
                if (length > 0 && beginning.length() < BEGINNING) {
                    int more = Math.min(length, BEGINNING - beginning.length());
                    beginning.append(new String(buffer, offset, more, StandardCharsets.ISO_8859_1));
                    sha256 |= beginning.indexOf("object-format=sha256") >= 0;
                }
            }
        };
    }

    /** Returns whether the server has reported a repository with SHA-256 ids. */
    boolean hasSha256() {
        return sha256;
    }

    private void count(int bytes) throws IOException {
        if (received.addAndGet(bytes) > quota) {
            throw new IOException("more than " + quota + " bytes");
        }
        if (closed) {
            throw new IOException("the fetch has ended");
        }
    }

    boolean isTooLarge() {
        return received.get() > quota;
    }

    /** Returns the last status code; 0 before the first response. */
    int status() {
        return status;
    }

    /** Returns the last Retry-After header, which is a number of seconds or a date (RFC 9110). */
    Optional<String> retryAfter() {
        return Optional.ofNullable(retryAfter).filter(text -> text.matches("[A-Za-z0-9:, ]{1,40}"));
    }

    Optional<String> refusedRedirect() {
        return Optional.ofNullable(redirect);
    }
}
