package io.orka.checkout;

import io.orka.registry.RepositoryUrl;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Access by {@code https}, and by {@code http} to this machine. */
final class HttpAccess implements Access {

    private final RepositoryUrl url;
    private final Optional<Login> login;
    private final long quota;
    private final HttpGuard guard;

    HttpAccess(RepositoryUrl url, Optional<Login> login, Deadline deadline, long quota, HttpRoutes routes) {
        this.url = url;
        this.login = login;
        this.quota = quota;
        this.guard = new HttpGuard(deadline, quota, routes);
    }

    @Override
    public Transport open(Repository local, URIish uri) throws IOException {
        Transport transport = Transport.open(local, uri);
        ((TransportHttp) transport).setHttpConnectionFactory(guard);
        transport.setCredentialsProvider(new HostLogin(url.host(), login));
        return transport;
    }

    @Override
    public Optional<CheckoutFailure> explain(@Nullable Throwable cause) {
        if (guard.refusedRedirect().isPresent()) {
            return Optional.of(CheckoutFailure.redirected(
                    url.text(), guard.refusedRedirect().orElseThrow()));
        }
        if (guard.hasSha256()) {
            return Optional.of(CheckoutFailure.objectFormat(url.text()));
        }
        if (guard.isTooLarge()) {
            return Optional.of(
                    CheckoutFailure.tooLarge(url + " sends more than " + quota + " bytes", "git.maxRepository"));
        }
        if (guard.status() < 400) {
            Optional<CheckoutFailure> onTheWay = new RouteTrouble(url.host(), guard).explain(cause);
            if (onTheWay.isPresent()) {
                return onTheWay;
            }
        }
        return switch (guard.status()) {
            case 407 -> Optional.of(new RouteTrouble(url.host(), guard).wantsLogin(cause));
            case 401 ->
                Optional.of(
                        login.isPresent()
                                ? CheckoutFailure.loginRefused(
                                        url.text(),
                                        "the server rejects the credentials for " + url.host(),
                                        "Check the token for " + url.host()
                                                + ". The token may have expired or lack read access.",
                                        cause)
                                : CheckoutFailure.needsPassword(url.text(), url.host(), cause));
            case 403 ->
                Optional.of(CheckoutFailure.loginRefused(
                        url.text(),
                        "the server returned 'forbidden'",
                        "Grant the token for " + url.host() + " read access to this repository.",
                        cause));
            case 404, 410 ->
                Optional.of(CheckoutFailure.noRepository(url.text(), "the server returned 'not found'", cause));
            case 429 ->
                Optional.of(CheckoutFailure.unreachable(
                        url.host(),
                        "the server returned 'too many requests' (HTTP status 429)" + wait(guard.retryAfter()),
                        "Retry later. The server may allow more requests with a token in credentials.properties.",
                        cause));
            default ->
                guard.status() >= 400
                        ? Optional.of(CheckoutFailure.unreachable(
                                url.host(),
                                "the server returned HTTP status " + guard.status() + wait(guard.retryAfter()),
                                cause))
                        : Optional.empty();
        };
    }

    private static String wait(Optional<String> asked) {
        return asked.map(time -> "; retry after " + (time.matches("\\d+") ? time + " s" : time))
                .orElse("");
    }

    @Override
    public void close() {
        guard.close();
    }
}
