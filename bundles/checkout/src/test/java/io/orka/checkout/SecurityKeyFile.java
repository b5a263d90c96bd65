package io.orka.checkout;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A private key file of a type that requires hardware, in OpenSSH's format. The file contains no secret. */
final class SecurityKeyFile {

    static final String TEXT = text();

    private SecurityKeyFile() {}

    private static String text() {
        try {
            ByteArrayOutputStream publicKey = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(publicKey);
            string(out, "sk-ssh-ed25519@openssh.com".getBytes(StandardCharsets.US_ASCII));
            string(out, new byte[32]);
            string(out, "ssh:".getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            out = new DataOutputStream(file);
            out.writeBytes("openssh-key-v1\0");
            string(out, "none".getBytes(StandardCharsets.US_ASCII));
            string(out, "none".getBytes(StandardCharsets.US_ASCII));
            string(out, new byte[0]);
            out.writeInt(1);
            string(out, publicKey.toByteArray());
            string(out, new byte[128]);
            return "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(file.toByteArray())
                    + "\n-----END OPENSSH PRIVATE KEY-----\n";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void string(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
