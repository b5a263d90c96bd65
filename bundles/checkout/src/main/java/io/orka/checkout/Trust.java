package io.orka.checkout;

import io.orka.registry.GitSettings.Authorities;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The trusted certificate authorities of the JDK and of the settings. */
final class Trust {

    private final Authorities added;
    private final Map<String, String> environment;

    Trust(Authorities added, Map<String, String> environment) {
        this.added = added;
        this.environment = environment;
    }

    /**
     * Creates a trust manager from the current files.
     *
     * @throws CheckoutFailure {@code ORKA-GIT-20} when a file cannot be used
     */
    X509ExtendedTrustManager now() {
        try {
            X509ExtendedTrustManager usual = check(null);
            List<Certificate> more = certificates();
            if (more.isEmpty()) {
                return usual;
            }
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(null, null);
            int number = 0;
            for (X509Certificate authority : usual.getAcceptedIssuers()) {
                all.setCertificateEntry("jdk-" + number++, authority);
            }
            for (Certificate authority : more) {
                all.setCertificateEntry("added-" + number++, authority);
            }
            return check(all);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java has no trust manager", e);
        }
    }

    private static X509ExtendedTrustManager check(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager check) {
                return check;
            }
        }
        throw new GeneralSecurityException("this Java has no trust manager for X.509");
    }

    private List<Certificate> certificates() {
        List<Certificate> all = new ArrayList<>();
        if (added.caFile() != null) {
            all.addAll(pem(added.caFile()));
        }
        if (added.trustStore() != null) {
            all.addAll(store(added.trustStore()));
        }
        return all;
    }

    private static List<Certificate> pem(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> found =
                    new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (found.isEmpty()) {
                throw CheckoutFailure.authorities("git.caFile", file, "contains no certificate");
            }
            return found;
        } catch (IOException e) {
            throw CheckoutFailure.authorities("git.caFile", file, "cannot be read");
        } catch (GeneralSecurityException e) {
            throw CheckoutFailure.authorities("git.caFile", file, "is not a PEM file with certificates");
        }
    }

    private List<Certificate> store(Path file) {
        char[] password = password();
        try {
            KeyStore store = password == null ? withoutPassword(file) : KeyStore.getInstance(file.toFile(), password);
            List<Certificate> found = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias)) {
                    found.add(store.getCertificate(alias));
                }
            }
            if (found.isEmpty()) {
                throw CheckoutFailure.authorities(
                        "git.trustStore",
                        file,
                        password == null
                                ? "contains no certificate that can be read without a password"
                                : "contains no certificate");
            }
            return found;
        } catch (IOException e) {
            boolean wrong = e.getCause() instanceof GeneralSecurityException;
            throw CheckoutFailure.authorities(
                    "git.trustStore", file, wrong ? "has a different password" : "cannot be read as a key store");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw CheckoutFailure.authorities("git.trustStore", file, "cannot be read as a key store");
        }
    }

    private static KeyStore withoutPassword(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType()); // this type reads both PKCS #12 and JKS
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, null);
        }
        return store;
    }

    private char @Nullable [] password() {
        String reference = added.trustStorePassword();
        if (reference == null) {
            return null;
        }
        if (reference.startsWith("env:")) {
            String value = environment.get(reference.substring("env:".length()));
            if (value == null) {
                throw CheckoutFailure.authoritiesPassword(
                        "environment variable " + reference.substring(4) + " is not set");
            }
            return value.toCharArray();
        }
        String file = reference.substring("file:".length());
        try {
            return Files.readString(Path.of(file)).strip().toCharArray();
        } catch (IOException | IllegalArgumentException e) {
            throw CheckoutFailure.authoritiesPassword("file " + file + " cannot be read");
        }
    }
}
