package io.orka.checkout.ssh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * What a file with a key is, told from its outside.
 *
 * @param kind whether it can be used, and if not, why
 */
record KeyFile(Kind kind) {

    private static final int LARGEST = 100_000;
    private static final String OPENSSH = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

    /** Whether it can be used, and if not, why. */
    enum Kind {
        USABLE("cannot be used: its form or its type is not supported"),
        PUBLIC("is a public key"),
        ENCRYPTED("has a passphrase, and there is nobody to ask; an ssh agent can hold it"),
        HARDWARE("is on a security key, which is supported through an ssh agent only"),
        UNREADABLE("cannot be read");

        private final String complaint;

        Kind(String complaint) {
            this.complaint = complaint;
        }

        /** What is wrong with it, behind its name. */
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

    /** The format of OpenSSH's PROTOCOL.key: names of cipher, key derivation and its options, then the public keys. */
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
            return Kind.USABLE; // the library says what is wrong
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
