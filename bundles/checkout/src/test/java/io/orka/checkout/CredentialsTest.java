package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    private static final String SECRET = "canary-91ab";

    private Path home;
    private Path file;

    @BeforeEach
    void choose(@TempDir Path directory) {
        home = directory;
        file = directory.resolve("credentials.properties");
    }

    private CheckoutFailure failure(String line) throws IOException {
        Files.writeString(file, line);
        CheckoutFailure failure = catchThrowableOfType(
                CheckoutFailure.class, () -> Credentials.load(file, home).forHost("github.com"));
        assertThat(failure.code()).isEqualTo("ORKA-GIT-13");
        assertThat(failure.line()).doesNotContain(SECRET);
        return failure;
    }

    @Test
    void nothingIsKnownWithoutFiles() {
        assertThat(Credentials.load(file, home).forHost("github.com")).isEmpty();
        assertThat(Credentials.none().forHost("github.com")).isEmpty();
    }

    @Test
    void tokenComesFromTheEnvironment() throws IOException {
        Files.writeString(file, "GitHub.com.token=env:TOKEN\n");
        TokenFile tokens = TokenFile.read(file, Map.of("TOKEN", SECRET + "\n")::get);

        assertThat(tokens.forHost("github.com")).contains(new Login("git", SECRET));
        assertThat(tokens.forHost("evil.github.com")).isEmpty();
    }

    @Test
    void tokenComesFromAFileAndIsReadAnew() throws IOException {
        Path secret = Files.writeString(home.resolve("secret"), "old");
        Files.writeString(file, "github.com.token=file:" + secret + "\ngithub.com.user=ada\n");
        Credentials credentials = Credentials.load(file, home);
        Files.writeString(secret, SECRET + "\n");

        assertThat(credentials.forHost("github.com")).contains(new Login("ada", SECRET));
    }

    @Test
    void netrcIsAskedForOtherHosts() throws IOException {
        Files.writeString(
                home.resolve(".netrc"),
                "machine git.acme.test login ada password " + SECRET + "\ndefault login x password y\n");
        Credentials credentials = Credentials.load(file, home);

        assertThat(credentials.forHost("git.acme.test")).contains(new Login("ada", SECRET));
        assertThat(credentials.forHost("elsewhere.test")).isEmpty();
    }

    @Test
    void missingVariableIsNamed() throws IOException {
        assertThat(failure("github.com.token=env:ORKA_NO_SUCH_VARIABLE").line())
                .contains("token for github.com: environment variable ORKA_NO_SUCH_VARIABLE is not set");
    }

    @Test
    void missingFileIsNamed() throws IOException {
        assertThat(failure("github.com.token=file:/no/such/file").line()).contains("file /no/such/file cannot be read");
    }

    @Test
    void emptyFileIsNamed() throws IOException {
        Path empty = Files.createFile(home.resolve("empty"));

        assertThat(failure("github.com.token=file:" + empty).line()).contains("does not contain exactly one line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github.com.token=" + SECRET,
                "github.com.token=file:relative",
                "token=env:X",
                "github.com.tokem=env:X",
                "github.com.password=" + SECRET,
                "github.com.token=\\u00zz" + SECRET,
                "github.com.token=file:/\u0000"
            })
    void anythingElseIsAnErrorThatKeepsTheSecret(String line) throws IOException {
        failure(line);
    }

    @Test
    void textFormHidesThePassword() {
        assertThat(new Login("ada", SECRET)).hasToString("ada:***");
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.acme.test/x.git, true",
        "https://GIT.acme.test:8443/x.git, true",
        "http://git.acme.test/x.git, false",
        "https://git.acme.test.evil.test/x.git, false",
        "https://evil.test/x.git, false",
    })
    void loginGoesToItsHostOnlyAndNeverInTheClear(String uri, boolean expected) throws Exception {
        HostLogin login = new HostLogin("git.acme.test", Optional.of(new Login("ada", SECRET)));
        CredentialItem.Password password = new CredentialItem.Password();

        assertThat(login.get(new URIish(uri), password)).isEqualTo(expected);
        assertThat(password.getValue() != null).isEqualTo(expected);
    }

    @Test
    void loopbackMayBeInTheClear() throws Exception {
        HostLogin login = new HostLogin("localhost", Optional.of(new Login("ada", SECRET)));

        assertThat(login.get(new URIish("http://localhost:8080/x.git"), new CredentialItem.Password()))
                .isTrue();
        assertThat(Loopback.isName("127.0.0.1.evil.test")).isFalse();
    }
}
