package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.registry.GitSettings;
import io.orka.registry.GitSettings.Authorities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests client certificates with a real web server that accepts only certificates of its authority. */
class ClientKeysTest {

    private static final String SECRET = "canary-5d17";

    private final Properties properties = new Properties();
    private CheckoutFixture fixture;
    private String commit;
    private TestAuthority authority;
    private GitHttpsServer host;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        fixture = new CheckoutFixture(directory);
        LocalRepository repository = fixture.repository("hello-plugin").write("config.json", "{}");
        commit = repository.commit("Begin");
        authority = TestAuthority.create(directory.resolve("authority"));
        host = GitHttpsServer.start(
                directory.resolve("host"),
                directory,
                authority.sign("localhost"),
                "",
                "ssl.ca-file = \"" + authority.certificate() + "\"",
                "ssl.verifyclient.activate = \"enable\"",
                "ssl.verifyclient.enforce = \"enable\"");
    }

    @AfterEach
    void stop() throws Exception {
        if (host != null) { // null if this machine has no such server
            host.close();
        }
    }

    private void store(Path file, @Nullable String password, @Nullable String type) {
        properties.setProperty("javax.net.ssl.keyStore", file.toString());
        if (password != null) {
            properties.setProperty("javax.net.ssl.keyStorePassword", password);
        }
        if (type != null) {
            properties.setProperty("javax.net.ssl.keyStoreType", type);
        }
    }

    private Authorities acme() {
        return new Authorities(authority.certificate(), null, null);
    }

    private String fetched() {
        return fetched(
                new HttpRoutes(new Proxies(null, Map.of()), new Trust(acme(), Map.of()), new ClientKeys(properties)));
    }

    private String fetched(HttpRoutes routes) {
        return fixture.checkouts(Credentials.none(), CheckoutFixture.LONG, CheckoutFixture.LIMITS, routes)
                .checkout(
                        CheckoutFixture.entry(CheckoutFixture.remote(host.url("hello-plugin")), null, null, ""),
                        null,
                        CheckoutFixture.SILENT)
                .commit();
    }

    private String failure() {
        CheckoutFailure failure = catchThrowableOfType(CheckoutFailure.class, this::fetched);
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain(SECRET);
        }
        return failure.line();
    }

    @ParameterizedTest
    @CsvSource({"PKCS12, ", "PKCS12, PKCS12", "JKS, JKS", "JKS, "})
    void certificateOfTheJvmIsShown(String written, @Nullable String said) throws Exception {
        store(authority.keyStore("deploy", written, SECRET), SECRET, said);

        assertThat(fetched()).isEqualTo(commit);
    }

    @Test
    void optionsOfThisJvmCount() throws Exception {
        GitSettings usual = GitSettings.usual();
        GitSettings settings = new GitSettings(
                usual.deadline(), usual.maxFile(), usual.maxRepository(), usual.maxEntries(), null, acme());
        store(authority.keyStore("deploy", "PKCS12", SECRET), SECRET, null);
        properties.forEach((name, value) -> System.setProperty(name.toString(), value.toString()));
        try {
            assertThat(fetched(HttpRoutes.of(settings, Map.of()))).isEqualTo(commit);
        } finally {
            properties.keySet().forEach(name -> System.clearProperty(name.toString()));
        }
    }

    @Test
    void hostThatWantsACertificateRefusesWhoHasNone() {
        assertThat(failure()).startsWith("ORKA-GIT-02: cannot reach localhost: ");
    }

    @Test
    void passwordThatIsWrongIsNamed() throws Exception {
        Path file = authority.keyStore("deploy", "PKCS12", SECRET);
        store(file, "wrong-one", null);

        assertThat(failure())
                .isEqualTo("ORKA-GIT-25: the key store " + file + " of javax.net.ssl.keyStore has a different password."
                        + " Fix the file, or the JVM options javax.net.ssl.keyStore, .keyStorePassword and"
                        + " .keyStoreType.");
    }

    @Test
    void passwordThatIsMissingIsNamed() throws Exception {
        store(authority.keyStore("deploy", "PKCS12", SECRET), null, null);

        assertThat(failure()).contains("ORKA-GIT-25", "contains a key with a different password");
    }

    @Test
    void typeThatThisJavaDoesNotKnowIsNamed() throws Exception {
        store(authority.keyStore("deploy", "PKCS12", SECRET), SECRET, "ACME");

        assertThat(failure()).contains("ORKA-GIT-25", "is of type ACME, which this Java does not support");
    }

    @Test
    void fileThatIsNoKeyStoreIsNamed() throws IOException {
        store(Files.writeString(fixture.directory().resolve("acme.p12"), "not a key store"), SECRET, null);
        assertThat(failure()).contains("ORKA-GIT-25", "cannot be read as a key store of type pkcs12");

        store(fixture.directory().resolve("missing.p12"), SECRET, null);
        assertThat(failure()).contains("ORKA-GIT-25", "missing.p12", "cannot be read");
    }
}
