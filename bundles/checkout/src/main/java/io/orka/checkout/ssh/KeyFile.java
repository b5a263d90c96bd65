package io.orka.checkout.ssh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * The kind of a key file, determined without decrypting the file.
 *
 * @param kind whether the file can be used, and otherwise the reason
 */
record KeyFile(Kind kind) {

    private static final int LARGEST = 100_000;
    private static final String OPENSSH = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

    /** Whether a file can be used, and otherwise the reason. */
    enum Kind {
        USABLE("cannot be used: its format or type is not supported"),
        PUBLIC("is a public key"),
        ENCRYPTED("has a passphrase, for which Orka cannot prompt; add the key to an SSH agent"),
        HARDWARE("is on a security key, which requires an SSH agent"),
        UNREADABLE("cannot be read");

        private final String complaint;

        Kind(String complaint) {
            this.complaint = complaint;
        }

        /** Returns the problem, as a phrase that follows the file name. */
        String complaint() {
            return complaint;
        }
    }

    static KeyFile of(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return new KeyFile(Kind.UNREADABLE);
            }
            return new KeyFile(kind(Files.readString(file, StandardCharsets.ISO_8859_1)));
        } catch (IOException unreadable) {
            return new KeyFile(Kind.UNREADABLE);
        }
    }

    private static Kind kind(String text) {
        if (text.contains(OPENSSH)) {
            return openssh(text);
        }
        if (text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            return Kind.ENCRYPTED;
        }
        return text.contains("PRIVATE KEY-----") || text.startsWith("PuTTY-User-Key-File") ? Kind.USABLE : Kind.PUBLIC;
    }

    /**
     * Parses the format of OpenSSH's PROTOCOL.key: cipher, key derivation function, its options, and the public keys.
     */
    private static Kind openssh(String text) {
        try {
            String body = text.substring(text.indexOf(OPENSSH) + OPENSSH.length(), text.indexOf("-----END"));
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getMimeDecoder().decode(body));
            bytes.position(MAGIC.length);
            String cipher = string(bytes);
            string(bytes);
            string(bytes);
            bytes.getInt();
            byte[] publicKey = bytes(bytes);
            String type = string(ByteBuffer.wrap(publicKey));
            return type.startsWith("sk-") ? Kind.HARDWARE : cipher.equals("none") ? Kind.USABLE : Kind.ENCRYPTED;
        } catch (RuntimeException broken) {
            return Kind.USABLE; // the library reports the problem
        }
    }

    private static String string(ByteBuffer from) {
        return new String(bytes(from), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(ByteBuffer from) {
        int length = from.getInt();
        if (length < 0 || length > from.remaining()) {
            throw new IllegalArgumentException("a length of " + length);
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }
}
