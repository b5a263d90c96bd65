package io.orka.checkout;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** A trust manager that records rejected certificates, so that an error can name the issuer. */
final class SeenChain extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager check;
    private volatile X509Certificate @Nullable [] refused;

    SeenChain(X509ExtendedTrustManager check) {
        this.check = check;
    }

    /** Returns the issuer of the last certificate in the rejected chain. */
    Optional<String> issuer() {
        X509Certificate[] chain = refused;
        return chain == null || chain.length == 0
                ? Optional.empty()
                : Optional.of(chain[chain.length - 1].getIssuerX500Principal().getName());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        refused = chain;
        check.checkServerTrusted(chain, type, socket);
        refused = null;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        refused = chain;
        check.checkServerTrusted(chain, type, engine);
        refused = null;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        refused = chain;
        check.checkServerTrusted(chain, type);
        refused = null;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("client certificates are not checked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("client certificates are not checked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("client certificates are not checked");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return check.getAcceptedIssuers();
    }
}
