package io.orka.checkout;

import io.orka.registry.RepositoryUrl;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.transport.URIish;

/** Decides how an address may be reached; JGit knows far more ways than anybody should be able to register. */
final class AccessRules {

    private final Credentials credentials;
    private final Limits limits;
    private final Path home;

    AccessRules(Credentials credentials, Limits limits, Path home) {
        this.credentials = credentials;
        this.limits = limits;
        this.home = home;
    }

    /** The address for JGit, which is one that {@link #access} knows a way for. */
    URIish uri(RepositoryUrl url) {
        try {
            URIish uri = new URIish(url.location());
            if (uri.getPass() != null) {
                throw CheckoutFailure.address(url.host(), "a password does not belong into an address");
            }
            return uri;
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            throw CheckoutFailure.address(url.text(), "it cannot be read");
        }
    }

    Access access(RepositoryUrl url, Deadline deadline) {
        URIish uri = uri(url);
        String host = uri.getHost() == null ? "" : uri.getHost();
        if (host.startsWith("-")) {
            throw CheckoutFailure.address(url.text(), "a host's name does not begin with '-'");
        }
        String scheme = uri.getScheme() == null ? (host.isEmpty() ? "file" : "ssh") : uri.getScheme();
        if (scheme.equals("https") || (scheme.equals("http") && Loopback.isName(host))) {
            return new HttpAccess(url, credentials.forHost(url.host()), deadline, limits.downloadBytes());
        }
        if (scheme.equals("ssh")) {
            return new SshAccess(url, deadline, home);
        }
        if (scheme.equals("file")) {
            return local(url, uri);
        }
        throw CheckoutFailure.address(
                url.text(),
                scheme.equals("http") ? "plain http is for this machine only" : "'" + scheme + "' is not allowed");
    }

    private static Access local(RepositoryUrl url, URIish uri) {
        Path path = Path.of(uri.getPath());
        if (!path.isAbsolute()) {
            throw CheckoutFailure.address(url.text(), "the path is not absolute");
        }
        // JGit would take a plain file for a bundle.
        if (!Files.isDirectory(path)) {
            throw CheckoutFailure.noRepository(url.text(), "there is no such directory", null);
        }
        return new LocalAccess();
    }
}
