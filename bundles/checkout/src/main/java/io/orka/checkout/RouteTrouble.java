package io.orka.checkout;

import io.orka.registry.ProxyAddress;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Explains failures of the connection to a server that its proxy or its certificate causes. */
final class RouteTrouble {

    private static final Pattern ANSWER = Pattern.compile("Proxy returns \"HTTP/\\S+ ([^\"]*)\"");
    private static final String BASIC = "jdk.http.auth.tunneling.disabledSchemes";

    private final String host;
    private final HttpGuard guard;

    RouteTrouble(String host, HttpGuard guard) {
        this.host = host;
        this.guard = guard;
    }

    Optional<CheckoutFailure> explain(@Nullable Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            Optional<CheckoutFailure> found =
                    guard.proxy().isPresent() ? proxy(guard.proxy().orElseThrow(), each, cause) : Optional.empty();
            if (found.isEmpty() && each instanceof SSLException) {
                found = certificate(each, cause);
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Returns the failure for a proxy that returns 407. */
    CheckoutFailure wantsLogin(@Nullable Throwable cause) {
        String name = guard.proxy().map(proxy -> " " + proxy).orElse("");
        boolean given = guard.proxy().map(ProxyAddress::user).isPresent();
        return CheckoutFailure.proxy(
                "the proxy" + name + (given ? " rejects the user and password" : " requires a user and password"),
                guard.proxy().map(RouteTrouble::login).orElse("Set the proxy with 'git.proxy' in config/host.json."),
                cause);
    }

    private Optional<CheckoutFailure> proxy(ProxyAddress proxy, Throwable each, @Nullable Throwable cause) {
        Matcher answer = ANSWER.matcher(String.valueOf(each.getMessage()));
        if (answer.find() && answer.group(1).matches("40[17]\\b.*")) { // some proxies return 401 for a wrong password
            return Optional.of(wantsLogin(cause));
        }
        if (answer.reset().find()) {
            return Optional.of(CheckoutFailure.proxy(
                    "the proxy " + proxy + " does not connect to " + host + ": it returned '" + answer.group(1) + "'",
                    "Ask the administrator of the proxy, or add the host to no_proxy.",
                    cause));
        }
        if (each instanceof ConnectException
                || each instanceof UnknownHostException
                || each instanceof NoRouteToHostException
                || each instanceof SocketTimeoutException
                || (proxy.socks() && each instanceof SocketException)) {
            return Optional.of(CheckoutFailure.proxy(
                    "cannot reach " + host + " through the proxy " + proxy + ": " + words(each),
                    "Check 'git.proxy' in config/host.json, or https_proxy and no_proxy in the environment.",
                    cause));
        }
        return Optional.empty();
    }

    private static String words(Throwable each) {
        return each instanceof UnknownHostException
                ? "unknown host"
                : CheckoutFailure.words(each).toLowerCase(Locale.ROOT);
    }

    private static String login(ProxyAddress proxy) {
        if (proxy.user() == null) {
            return "Add user and password to the proxy's address: http://user:password@" + proxy.host() + ":"
                    + proxy.port() + ".";
        }
        String disabled = System.getProperty(BASIC, "Basic");
        return disabled.contains("Basic")
                ? "Start Java with -D" + BASIC + "= to allow passwords for proxies."
                : "Check the user and password in the proxy's address.";
    }

    private Optional<CheckoutFailure> certificate(Throwable each, @Nullable Throwable cause) {
        for (Throwable inner = each; inner != null; inner = inner.getCause()) {
            if (inner instanceof CertificateExpiredException) {
                return refused(
                        "it has expired", "Ask the administrator of the server to renew the certificate.", cause);
            }
            if (inner instanceof CertificateNotYetValidException) {
                return refused("it is not valid yet", "Check the clock of this machine.", cause);
            }
        }
        String text = each + " " + each.getCause();
        if (text.contains("unable to find valid certification path") || text.contains("PKIX path building failed")) {
            String issuer = guard.refusedIssuer()
                    .map(name -> "it was issued by '" + name + "', which Orka does not trust")
                    .orElse("Orka does not trust its issuer");
            return refused(
                    issuer,
                    "If you trust that authority, save its certificate as a PEM file and set 'git.caFile' in"
                            + " config/host.json to that file.",
                    cause);
        }
        if (text.contains("No subject alternative") || text.contains("No name matching")) {
            return refused(
                    "it is for a different host name", "Check the server in 'repo', and the certificate.", cause);
        }
        return isAboutCertificates(each)
                ? refused(CheckoutFailure.words(each), "Ask the administrator of the server.", cause)
                : Optional.empty();
    }

    private static boolean isAboutCertificates(Throwable each) {
        for (Throwable inner = each; inner != null; inner = inner.getCause()) {
            if (inner instanceof CertificateException || inner instanceof CertPathValidatorException) {
                return true;
            }
        }
        return false;
    }

    private Optional<CheckoutFailure> refused(String found, String remedy, @Nullable Throwable cause) {
        return Optional.of(CheckoutFailure.certificate(host, found, remedy, cause));
    }
}
