package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshAccessTest {

    private CheckoutFixture fixture;
    private LocalRepository repository;
    private String commit;
    private KeyPair hostKey;
    private KeyPair userKey;
    private SshServer host;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        fixture = new CheckoutFixture(directory);
        repository = fixture.repository("hello-plugin").write("config.json", "{}");
        commit = repository.commit("Begin");
        repository.tag("v0.1.0").write("README", "more").commit("Go on");
        hostKey = key();
        userKey = key();
        host = SshServer.setUpDefaultServer();
        host.setHost("127.0.0.1");
        host.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        host.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, userKey.getPublic()));
        host.setCommandFactory((channel, command) -> new UploadPackCommand(command, repository.directory()));
        host.start();
        Files.createDirectories(fixture.home().resolve(".ssh"));
    }

    @AfterEach
    void stop() throws IOException {
        host.stop(true);
    }

    private static KeyPair key() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private void know(KeyPair key) throws IOException {
        String line = "[127.0.0.1]:" + host.getPort() + " " + PublicKeyEntry.toString(key.getPublic()) + "\n";
        Files.writeString(fixture.home().resolve(".ssh/known_hosts"), line);
    }

    private void own(KeyPair key, String file, OpenSSHKeyEncryptionContext encryption) throws Exception {
        try (OutputStream out =
                Files.newOutputStream(fixture.home().resolve(".ssh").resolve(file))) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", encryption, out);
        }
    }

    private Checkout checkout(String location, String version) {
        var url = new io.orka.registry.RepositoryUrl(
                location, location, URI.create(location).getHost());
        return fixture.checkout(CheckoutFixture.entry(url, version, null, ""));
    }

    private String url() {
        return "ssh://git@127.0.0.1:" + host.getPort() + "/hello.git";
    }

    private CheckoutFailure failure(String url) {
        return catchThrowableOfType(CheckoutFailure.class, () -> checkout(url, "v0.1.0"));
    }

    @Test
    void keyAndKnownHostOpenTheRepository() throws Exception {
        know(hostKey);
        own(userKey, "id_ecdsa", new OpenSSHKeyEncryptionContext());

        assertThat(checkout(url(), "v0.1.0").commit()).isEqualTo(commit);
        assertThat(checkout(url(), commit.substring(0, 10)).commit()).isEqualTo(commit);
    }

    @Test
    void configOfTheUserIsRead() throws Exception {
        know(hostKey);
        own(userKey, "deploy", new OpenSSHKeyEncryptionContext());
        Files.writeString(
                fixture.home().resolve(".ssh/config"),
                "Host forge\n  HostName 127.0.0.1\n  Port " + host.getPort() + "\n  IdentityFile ~/.ssh/deploy\n");

        assertThat(checkout("ssh://git@forge/hello.git", "v0.1.0").commit()).isEqualTo(commit);
    }

    @Test
    void unknownHostIsRefusedEvenIfTheUserWouldTakeAny() throws Exception {
        own(userKey, "id_ecdsa", new OpenSSHKeyEncryptionContext());
        Files.writeString(fixture.home().resolve(".ssh/config"), "Host *\n  StrictHostKeyChecking no\n");

        assertThat(failure(url()).line())
                .startsWith(
                        "ORKA-GIT-10: the SSH host key of 127.0.0.1 is not in known_hosts: ecdsa-sha2-nistp256 SHA256:")
                .contains("ssh-keyscan -p " + host.getPort() + " 127.0.0.1 >> ~/.ssh/known_hosts");
        assertThat(fixture.home().resolve(".ssh/known_hosts")).doesNotExist();
    }

    @Test
    void changedHostKeyIsRefused() throws Exception {
        know(key());
        own(userKey, "id_ecdsa", new OpenSSHKeyEncryptionContext());

        assertThat(failure(url()).line()).startsWith("ORKA-GIT-10").contains("differs from the one in known_hosts");
    }

    @Test
    void withoutKeyAccessIsRefused() throws Exception {
        know(hostKey);

        assertThat(failure(url()).line()).startsWith("ORKA-GIT-03").contains("accepts none of the SSH keys");
    }

    @Test
    void keyWithPassphraseIsPassedOverAndNobodyIsAsked() throws Exception {
        know(hostKey);
        OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
        encryption.setCipherType("128");
        encryption.setPassword("sesame");
        own(userKey, "id_ecdsa", encryption);

        assertThat(failure(url()).line()).startsWith("ORKA-GIT-03");
    }

    @Test
    void unknownRepositoryIsNamed() throws Exception {
        know(hostKey);
        own(userKey, "id_ecdsa", new OpenSSHKeyEncryptionContext());

        assertThat(failure(url().replace("hello", "other")).line()).startsWith("ORKA-GIT-01");
    }
}
