package io.orka.checkout;

import io.orka.registry.RepositoryUrl;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import org.eclipse.jgit.transport.URIish;

/** Determines the protocol of an address, and rejects protocols that JGit supports but plugins may not use. */
final class AccessRules {

    private final Credentials credentials;
    private final FetchLimits limits;
    private final Path home;
    private final HttpRoutes routes;

    AccessRules(Credentials credentials, FetchLimits limits, Path home, HttpRoutes routes) {
        this.credentials = credentials;
        this.limits = limits;
        this.home = home;
        this.routes = routes;
    }

    /** Returns the address for JGit. {@link #access} supports its protocol. */
    URIish uri(RepositoryUrl url) {
        try {
            URIish uri = new URIish(url.location());
            if (uri.getPass() != null) {
                throw CheckoutFailure.address(RepositoryPlace.of(url), "the address contains a password");
            }
            return uri;
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            throw CheckoutFailure.address(RepositoryPlace.of(url), "the address is malformed");
        }
    }

    Access access(RepositoryUrl url, Deadline deadline) {
        URIish uri = uri(url);
        String host = uri.getHost() == null ? "" : uri.getHost();
        if (host.startsWith("-") || !plain(host).equals(plain(url.host()))) {
            throw CheckoutFailure.address(RepositoryPlace.of(url), "the address names the server '" + host + "'");
        }
        String scheme = uri.getScheme() == null ? (host.isEmpty() ? "file" : "ssh") : uri.getScheme();
        if (scheme.equals("https") || (scheme.equals("http") && Loopback.isName(host))) {
            return new HttpAccess(url, credentials.forHost(url.host()), deadline, limits.downloadBytes(), routes);
        }
        if (scheme.equals("ssh")) {
            return new SshAccess(url, deadline, home);
        }
        if (scheme.equals("file")) {
            return local(url, uri);
        }
        throw CheckoutFailure.address(
                RepositoryPlace.of(url),
                scheme.equals("http")
                        ? "plain http is allowed for this machine only"
                        : "'" + scheme + "' is not allowed");
    }

    private static String plain(String host) {
        return host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    private static Access local(RepositoryUrl url, URIish uri) {
        if (uri.getPath() == null || !uri.getPath().startsWith("/")) {
            throw CheckoutFailure.address(RepositoryPlace.of(url), "the path is not absolute");
        }
        // JGit would treat a regular file as a Git bundle.
        if (!new File(uri.getPath()).isDirectory()) {
            throw CheckoutFailure.noRepository(RepositoryPlace.of(url), "there is no such directory", null);
        }
        return new LocalAccess(url, new File(uri.getPath()));
    }
}
