package io.orka.checkout.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Files of known hosts, as described in sshd(8). JGit's reader accepts a key before it checks for a revocation, and
 * does not compare ports like OpenSSH.
 */
final class KnownHosts {

    private final List<KnownHostLine> lines;

    private KnownHosts(List<KnownHostLine> lines) {
        this.lines = lines;
    }

    /** The status of a host's key. */
    enum Verdict {
        KNOWN,
        REVOKED,
        OTHER,
        UNKNOWN
    }

    /** Reads all lines about one host. Missing and unreadable files are treated as empty. */
    static KnownHosts of(String name, List<String> files) {
        List<KnownHostLine> lines = new ArrayList<>();
        for (String file : files) {
            try {
                for (String text : new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8)
                        .lines()
                        .toList()) {
                    KnownHostLine.parse(text).filter(line -> line.isAbout(name)).ifPresent(lines::add);
                }
            } catch (IOException | InvalidPathException none) {
                // ssh does the same
            }
        }
        return new KnownHosts(lines);
    }

    /** Returns the name of a host in files of known hosts. */
    static String name(String host, @Nullable String port) {
        return port == null || port.equals("22") ? host : "[" + host + "]:" + port;
    }

    /** Returns the host's own keys, without the keys of certificate authorities. */
    List<PublicKey> keys() {
        return lines.stream()
                .filter(line -> line.marker().isEmpty())
                .map(KnownHostLine::key)
                .toList();
    }

    /**
     * Checks a key or a certificate. The signature and dates of the certificate were checked before.
     *
     * @param shown the host's key or certificate
     */
    Verdict judge(PublicKey shown) {
        if (shown instanceof OpenSshCertificate certificate) {
            if (has("revoked", certificate.getCaPubKey()) || has("revoked", certificate.getCertPubKey())) {
                return Verdict.REVOKED;
            }
            return has("cert-authority", certificate.getCaPubKey())
                    ? Verdict.KNOWN
                    : judge(certificate.getCertPubKey());
        }
        if (has("revoked", shown)) {
            return Verdict.REVOKED;
        }
        if (has("", shown)) {
            return Verdict.KNOWN;
        }
        return keys().isEmpty() ? Verdict.UNKNOWN : Verdict.OTHER;
    }

    private boolean has(String marker, PublicKey key) {
        return lines.stream().anyMatch(line -> line.marker().equals(marker) && KeyUtils.compareKeys(line.key(), key));
    }
}
