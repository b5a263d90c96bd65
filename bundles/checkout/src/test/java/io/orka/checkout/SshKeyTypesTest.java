package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All key and signature types that OpenSSH offers by default work with a real OpenSSH server. */
class SshKeyTypesTest {

    private CheckoutFixture fixture;
    private Path ssh;
    private LocalRepository repository;
    private String commit;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        fixture = new CheckoutFixture(directory);
        ssh = Files.createDirectories(fixture.home().resolve(".ssh"));
        repository = fixture.repository("hello-plugin").write("config.json", "{}");
        commit = repository.commit("Begin");
        repository.tag("v0.1.0");
    }

    private Checkout checkout(Sshd sshd) {
        String location = sshd.url(repository.directory());
        var url = new io.orka.registry.RepositoryUrl(
                location, location, URI.create(location).getHost());
        return fixture.checkout(CheckoutFixture.entry(url, "v0.1.0", null, ""));
    }

    private String failure(Sshd sshd) {
        return catchThrowableOfType(CheckoutFailure.class, () -> checkout(sshd)).line();
    }

    private Sshd sshd(Path hostKey, Path userKey, String... settings) throws Exception {
        return Sshd.start(fixture.directory().resolve("sshd"), List.of(hostKey), SshKeygen.line(userKey), settings);
    }

    private void know(String line) throws Exception {
        Files.writeString(ssh.resolve("known_hosts"), line);
    }

    @ParameterizedTest
    @CsvSource({
        "id_ed25519, ed25519, ",
        "id_rsa,     rsa,     2048",
        "id_rsa,     rsa,     4096",
        "id_ecdsa,   ecdsa,   256",
        "id_ecdsa,   ecdsa,   384",
        "id_ecdsa,   ecdsa,   521",
    })
    void keyOfTheUser(String file, String type, String bits) throws Exception {
        Path hostKey = SshKeygen.key(fixture.directory().resolve("host"), "ecdsa");
        Path userKey = bits == null
                ? SshKeygen.key(ssh.resolve(file), type)
                : SshKeygen.key(ssh.resolve(file), type, "-b", bits);
        try (Sshd sshd = sshd(hostKey, userKey)) {
            know(SshKeygen.known(sshd.knownName(), hostKey));

            assertThat(checkout(sshd).commit()).as(sshd.log()).isEqualTo(commit);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rsa,     PEM",
        "rsa,     PKCS8",
        "ecdsa,   PEM",
        "ecdsa,   PKCS8",
        "ed25519, PKCS8",
    })
    void keyOfTheUserInAnOlderForm(String type, String form) throws Exception {
        Path hostKey = SshKeygen.key(fixture.directory().resolve("host"), "ed25519");
        Path userKey = ssh.resolve("id_" + type);
        if (type.equals("ed25519")) {
            Program.run(List.of("openssl", "genpkey", "-algorithm", "ed25519", "-out", userKey.toString()));
            assertThat(userKey.toFile().setReadable(false, false)
                            && userKey.toFile().setReadable(true, true))
                    .isTrue();
            Files.writeString(Path.of(userKey + ".pub"), opensshLineOfPkcs8(userKey));
        } else {
            SshKeygen.key(userKey, type, "-m", form);
        }
        try (Sshd sshd = sshd(hostKey, userKey)) {
            know(SshKeygen.known(sshd.knownName(), hostKey));
            Files.delete(Path.of(userKey + ".pub"));

            assertThat(checkout(sshd).commit()).as(sshd.log()).isEqualTo(commit);
        }
    }

    /**
     * Converts the public key. {@code ssh-keygen} cannot read this format of an ed25519 key, whose last 32 bytes in
     * public form are the key.
     */
    private static String opensshLineOfPkcs8(Path key) throws Exception {
        Path der = Path.of(key + ".der");
        Program.run(List.of(
                "openssl", "pkey", "-in", key.toString(), "-pubout", "-outform", "DER", "-out", der.toString()));
        byte[] all = Files.readAllBytes(der);
        Files.delete(der);
        var blob = new java.io.ByteArrayOutputStream();
        try (var out = new java.io.DataOutputStream(blob)) {
            out.writeInt(11);
            out.writeBytes("ssh-ed25519");
            out.writeInt(32);
            out.write(all, all.length - 32, 32);
        }
        return "ssh-ed25519 " + java.util.Base64.getEncoder().encodeToString(blob.toByteArray()) + "\n";
    }

    @ParameterizedTest
    @CsvSource({"ed25519, ", "rsa, 3072", "ecdsa, 256", "ecdsa, 384", "ecdsa, 521"})
    void keyOfTheHost(String type, String bits) throws Exception {
        Path hostKey = bits == null
                ? SshKeygen.key(fixture.directory().resolve("host"), type)
                : SshKeygen.key(fixture.directory().resolve("host"), type, "-b", bits);
        Path userKey = SshKeygen.key(ssh.resolve("id_ed25519"), "ed25519");
        try (Sshd sshd = sshd(hostKey, userKey)) {
            know(SshKeygen.known(sshd.knownName(), hostKey));

            assertThat(checkout(sshd).commit()).as(sshd.log()).isEqualTo(commit);
        }
    }

    @ParameterizedTest
    @CsvSource({"rsa-sha2-256", "rsa-sha2-512"})
    void signatureOfAnRsaKey(String algorithm) throws Exception {
        Path hostKey = SshKeygen.key(fixture.directory().resolve("host"), "rsa");
        Path userKey = SshKeygen.key(ssh.resolve("id_rsa"), "rsa");
        Files.writeString(ssh.resolve("config"), "PubkeyAcceptedAlgorithms " + algorithm + "\n");
        try (Sshd sshd =
                sshd(hostKey, userKey, "PubkeyAcceptedAlgorithms " + algorithm, "HostKeyAlgorithms " + algorithm)) {
            know(SshKeygen.known(sshd.knownName(), hostKey));

            assertThat(checkout(sshd).commit()).as(sshd.log()).isEqualTo(commit);
        }
    }

    @Test
    void hashedNameAndOtherKeysOfTheSameHost() throws Exception {
        Path hostKey = SshKeygen.key(fixture.directory().resolve("host"), "ed25519");
        Path other = SshKeygen.key(fixture.directory().resolve("other"), "rsa");
        Path userKey = SshKeygen.key(ssh.resolve("id_ed25519"), "ed25519");
        try (Sshd sshd = sshd(hostKey, userKey)) {
            know(SshKeygen.known(sshd.knownName(), other) + SshKeygen.known(sshd.knownName(), hostKey));
            SshKeygen.run(List.of("-H", "-f", ssh.resolve("known_hosts").toString()));
            assertThat(ssh.resolve("known_hosts")).content().startsWith("|1|").doesNotContain("127.0.0.1");

            assertThat(checkout(sshd).commit()).as(sshd.log()).isEqualTo(commit);
        }
    }

    @Test
    void nameWithoutPortIsEnough() throws Exception {
        Path hostKey = SshKeygen.key(fixture.directory().resolve("host"), "ed25519");
        Path userKey = SshKeygen.key(ssh.resolve("id_ed25519"), "ed25519");
        try (Sshd sshd = sshd(hostKey, userKey)) {
            know(SshKeygen.known("127.0.0.*", hostKey));

            assertThat(checkout(sshd).commit()).as(sshd.log()).isEqualTo(commit);
        }
    }

    @Test
    void changedKeyOfTheHostIsRefused() throws Exception {
        Path hostKey = SshKeygen.key(fixture.directory().resolve("host"), "ed25519");
        Path other = SshKeygen.key(fixture.directory().resolve("other"), "ed25519");
        Path userKey = SshKeygen.key(ssh.resolve("id_ed25519"), "ed25519");
        try (Sshd sshd = sshd(hostKey, userKey)) {
            know(SshKeygen.known(sshd.knownName(), other));

            assertThat(failure(sshd))
                    .startsWith("ORKA-GIT-10")
                    .contains("differs from the one in known_hosts: ssh-ed25519 SHA256:");
        }
    }

    @Test
    void revokedKeyOfTheHostIsRefused() throws Exception {
        Path hostKey = SshKeygen.key(fixture.directory().resolve("host"), "ed25519");
        Path userKey = SshKeygen.key(ssh.resolve("id_ed25519"), "ed25519");
        try (Sshd sshd = sshd(hostKey, userKey)) {
            know(SshKeygen.known(sshd.knownName(), hostKey) + "@revoked * " + SshKeygen.line(hostKey));

            assertThat(failure(sshd)).startsWith("ORKA-GIT-10").contains("is revoked");
        }
    }

    @Test
    void certificateOfTheHost() throws Exception {
        Path authority = SshKeygen.key(fixture.directory().resolve("authority"), "ed25519");
        Path hostKey = SshKeygen.key(fixture.directory().resolve("host"), "ed25519");
        SshKeygen.run(List.of(
                "-q",
                "-s",
                authority.toString(),
                "-I",
                "host",
                "-h",
                "-n",
                "127.0.0.1",
                "-V",
                "+1d",
                hostKey + ".pub"));
        Path userKey = SshKeygen.key(ssh.resolve("id_ed25519"), "ed25519");
        try (Sshd sshd = sshd(hostKey, userKey, "HostCertificate " + hostKey + "-cert.pub")) {
            know("@cert-authority [127.0.0.1]:* " + SshKeygen.line(authority));

            assertThat(checkout(sshd).commit()).as(sshd.log()).isEqualTo(commit);
        }
    }

    @Test
    void certificateOfTheHostByARevokedAuthorityIsRefused() throws Exception {
        Path authority = SshKeygen.key(fixture.directory().resolve("authority"), "ed25519");
        Path hostKey = SshKeygen.key(fixture.directory().resolve("host"), "ed25519");
        SshKeygen.run(List.of(
                "-q",
                "-s",
                authority.toString(),
                "-I",
                "host",
                "-h",
                "-n",
                "127.0.0.1",
                "-V",
                "+1d",
                hostKey + ".pub"));
        Path userKey = SshKeygen.key(ssh.resolve("id_ed25519"), "ed25519");
        try (Sshd sshd = sshd(hostKey, userKey, "HostCertificate " + hostKey + "-cert.pub")) {
            know("@cert-authority [127.0.0.1]:* " + SshKeygen.line(authority) + "@revoked * "
                    + SshKeygen.line(authority));

            assertThat(failure(sshd)).startsWith("ORKA-GIT-10").contains("is revoked");
        }
    }
}
