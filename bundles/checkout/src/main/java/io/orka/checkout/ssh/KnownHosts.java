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
 * Files of known hosts, as sshd(8) describes them. JGit's own reader takes a key for known before it has looked for a
 * line that revokes it, and compares ports otherwise than OpenSSH does.
 */
final class KnownHosts {

    private final List<KnownHostLine> lines;

    private KnownHosts(List<KnownHostLine> lines) {
        this.lines = lines;
    }

    /** What is known of a key that a host shows. */
    enum Verdict {
        KNOWN,
        REVOKED,
        OTHER,
        UNKNOWN
    }

    /** Reads all lines about one host; files that are missing or cannot be read have none. */
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
                // as ssh does
            }
        }
        return new KnownHosts(lines);
    }

    /** The name of a host in such files. */
    static String name(String host, @Nullable String port) {
        return port == null || port.equals("22") ? host : "[" + host + "]:" + port;
    }

    /** The host's own keys, not those of authorities. */
    List<PublicKey> keys() {
        return lines.stream()
                .filter(line -> line.marker().isEmpty())
                .map(KnownHostLine::key)
                .toList();
    }

    /**
     * Judges a key or a certificate, whose signature and dates were checked before.
     *
     * @param shown what the host shows
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
