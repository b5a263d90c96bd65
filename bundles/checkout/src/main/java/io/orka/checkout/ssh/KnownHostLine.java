package io.orka.checkout.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/**
 * One line of a file of known hosts.
 *
 * @param marker {@code revoked}, {@code cert-authority} or an empty string
 * @param hosts patterns with commas between them, or the hash of a name
 * @param key the key
 */
record KnownHostLine(String marker, String hosts, PublicKey key) {

    /** Parses a line. Returns empty for a comment, a malformed line, and an unsupported key type. */
    static Optional<KnownHostLine> parse(String text) {
        String rest = text.strip();
        String marker = "";
        if (rest.startsWith("@")) {
            String[] parts = rest.split("\\s+", 2);
            marker = parts[0].substring(1);
            rest = parts.length < 2 ? "" : parts[1];
        }
        String[] parts = rest.split("\\s+", 4);
        if (rest.startsWith("#") || parts.length < 3) {
            return Optional.empty();
        }
        try {
            PublicKey key = PublicKeyEntry.parsePublicKeyEntry(parts[1] + " " + parts[2])
                    .resolvePublicKey(null, null, PublicKeyEntryResolver.IGNORING);
            return key == null ? Optional.empty() : Optional.of(new KnownHostLine(marker, parts[0], key));
        } catch (IOException | GeneralSecurityException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    /**
     * Returns whether this line applies to a host.
     *
     * @param name the name of the host, or {@code [host]:port} if the port is not 22
     */
    boolean isAbout(String name) {
        return hosts.startsWith("|1|")
                ? isHashOf(name.toLowerCase(Locale.ROOT))
                : HostPatterns.match(List.of(hosts.split(",", -1)), name);
    }

    private boolean isHashOf(String name) {
        String[] parts = hosts.split("\\|", -1);
        if (parts.length != 4) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[2]), "HmacSHA1"));
            return MessageDigest.isEqual(
                    mac.doFinal(name.getBytes(StandardCharsets.UTF_8)),
                    Base64.getDecoder().decode(parts[3]));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            return false;
        }
    }
}
