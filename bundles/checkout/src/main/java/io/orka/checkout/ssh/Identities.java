package io.orka.checkout.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.eclipse.jgit.transport.sshd.KeyCache;
import org.jspecify.annotations.Nullable;

/**
 * Loads the keys of a session, and each certificate together with its key, without caching them. JGit requests each key
 * file in turn.
 */
final class Identities implements KeyCache {

    private final PassedOver passedOver;
    private final Path home;
    private final Set<Path> keys = ConcurrentHashMap.newKeySet();

    Identities(Path home, PassedOver passedOver) {
        this.home = home;
        this.passedOver = passedOver;
    }

    /** Adds key files that are candidates for certificates in other directories. */
    void mayBeFor(List<Path> files) {
        keys.addAll(files);
    }

    @Override
    public @Nullable KeyPair get(Path file, Function<? super Path, ? extends @Nullable KeyPair> loader) {
        KeyFile key = KeyFile.of(file);
        if (key.kind() == KeyFile.Kind.PUBLIC) {
            return certified(file, loader);
        }
        if (key.kind() == KeyFile.Kind.USABLE) {
            KeyPair pair = loader.apply(file);
            if (pair != null) {
                return pair;
            }
        }
        passedOver.add(shown(file) + " " + key.kind().complaint());
        return null;
    }

    /** Returns the key pair of a certificate, if a candidate file contains the certificate's private key. */
    private @Nullable KeyPair certified(Path file, Function<? super Path, ? extends @Nullable KeyPair> loader) {
        Optional<OpenSshCertificate> certificate = certificate(file);
        if (certificate.isEmpty()) {
            return null; // the file is a public key, and an agent may have the private key
        }
        if (!OpenSshCertificate.isValidNow(certificate.orElseThrow())) {
            passedOver.add("the certificate " + shown(file) + " has expired or is not valid yet");
            return null;
        }
        for (Path candidate : candidates(file)) {
            KeyPair pair = KeyFile.of(candidate).kind() == KeyFile.Kind.USABLE ? loader.apply(candidate) : null;
            if (pair != null
                    && KeyUtils.compareKeys(
                            pair.getPublic(), certificate.orElseThrow().getCertPubKey())) {
                return new KeyPair(certificate.orElseThrow(), pair.getPrivate());
            }
        }
        passedOver.add("the key of the certificate " + shown(file) + " was not found");
        return null;
    }

    private static Optional<OpenSshCertificate> certificate(Path file) {
        try {
            PublicKey key = KeyUtils.loadPublicKey(file);
            return key instanceof OpenSshCertificate certificate ? Optional.of(certificate) : Optional.empty();
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private List<Path> candidates(Path certificate) {
        List<Path> candidates = new ArrayList<>();
        String name = certificate.getFileName().toString();
        if (name.endsWith("-cert.pub")) {
            candidates.add(certificate.resolveSibling(name.substring(0, name.length() - "-cert.pub".length())));
        }
        candidates.addAll(keys);
        return candidates;
    }

    private String shown(Path file) {
        return file.startsWith(home) ? "~/" + home.relativize(file) : file.toString();
    }

    @Override
    public void close() {
        // the cache is empty
    }
}
