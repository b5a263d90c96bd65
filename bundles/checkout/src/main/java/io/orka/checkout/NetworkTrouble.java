package io.orka.checkout;

import io.orka.registry.RepositoryUrl;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/** Explains the root causes of JGit's exceptions. */
final class NetworkTrouble {

    private NetworkTrouble() {}

    static CheckoutFailure explain(Exception failure, RepositoryUrl url) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            Optional<CheckoutFailure> known = explain(each, failure, url);
            if (known.isPresent()) {
                return known.orElseThrow();
            }
        }
        return CheckoutFailure.badAnswer(RepositoryPlace.of(url), failure);
    }

    private static Optional<CheckoutFailure> explain(Throwable each, Exception failure, RepositoryUrl url) {
        if (each instanceof CheckoutFailure said) {
            return Optional.of(said);
        }
        if (each instanceof UnknownHostException || each instanceof UnresolvedAddressException) {
            return Optional.of(CheckoutFailure.unreachable(url.host(), "unknown host", failure));
        }
        if (each instanceof ConnectException) {
            return Optional.of(CheckoutFailure.unreachable(
                    url.host(), "the connection failed: " + CheckoutFailure.words(each), failure));
        }
        if (each instanceof NoRouteToHostException) {
            return Optional.of(CheckoutFailure.unreachable(url.host(), "no route to host", failure));
        }
        if (each instanceof SocketTimeoutException) {
            return Optional.of(CheckoutFailure.unreachable(url.host(), "the connection timed out", failure));
        }
        if (each instanceof SSLException) {
            return Optional.of(
                    CheckoutFailure.unreachable(url.host(), "TLS error: " + CheckoutFailure.words(each), failure));
        }
        if (each instanceof NoRemoteRepositoryException) {
            return Optional.of(CheckoutFailure.noRepository(RepositoryPlace.of(url), "not found", failure));
        }
        if (each instanceof FileSystemException disk && disk.getFile() != null) {
            return Optional.of(CheckoutFailure.disk(Path.of(disk.getFile()), disk));
        }
        return Optional.empty();
    }
}
