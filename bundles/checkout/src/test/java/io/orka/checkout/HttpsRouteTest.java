package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.registry.GitSettings.Authorities;
import io.orka.registry.ProxyAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fetches from a Git host with a private TLS authority behind a proxy, with a real web server, git and proxy. */
class HttpsRouteTest {

    private static final String SECRET = "canary-93c4";

    private CheckoutFixture fixture;
    private String commit;
    private TestAuthority authority;
    private GitHttpsServer host;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        fixture = new CheckoutFixture(directory);
        LocalRepository repository = fixture.repository("hello-plugin").write("config.json", "{}");
        commit = repository.commit("Begin");
        repository.tag("v0.1.0");
        authority = TestAuthority.create(directory.resolve("authority"));
        host = GitHttpsServer.start(directory.resolve("host"), directory, authority.sign("localhost"), "");
    }

    @AfterEach
    void stop() throws Exception {
        if (host != null) { // null if this machine has no such server
            host.close();
        }
    }

    private Authorities acme() {
        return new Authorities(authority.certificate(), null, null);
    }

    private String fetched(
            String url,
            Credentials credentials,
            Authorities authorities,
            @Nullable String proxy,
            Map<String, String> environment) {
        HttpRoutes routes = new HttpRoutes(
                new Proxies(proxy == null ? null : ProxyAddress.parse(proxy), environment),
                new Trust(authorities, environment),
                new ClientKeys(new Properties()));
        return fetched(url, credentials, routes);
    }

    private String fetched(String url, Credentials credentials, HttpRoutes routes) {
        return fixture.checkouts(credentials, CheckoutFixture.LONG, CheckoutFixture.LIMITS, routes)
                .checkout(
                        CheckoutFixture.entry(CheckoutFixture.remote(url), "v0.1.0", null, ""),
                        null,
                        CheckoutFixture.SILENT)
                .commit();
    }

    private String fetched(Authorities authorities, Map<String, String> environment) {
        return fetched(host.url("hello-plugin"), Credentials.none(), authorities, null, environment);
    }

    private String failure(Authorities authorities, @Nullable String proxy, Map<String, String> environment) {
        CheckoutFailure failure = catchThrowableOfType(
                CheckoutFailure.class,
                () -> fetched(host.url("hello-plugin"), Credentials.none(), authorities, proxy, environment));
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain(SECRET);
        }
        return failure.line();
    }

    @Test
    void authorityThatNobodyKnowsIsNamedWithTheRemedy() {
        assertThat(failure(Authorities.none(), null, Map.of()))
                .startsWith("ORKA-GIT-18: the certificate of localhost is not accepted: it was issued by"
                        + " 'CN=Acme Root', which Orka does not trust.")
                .contains("'git.caFile' in config/host.json")
                .doesNotContain("PKIX");
    }

    @Test
    void authorityOfTheFileIsTrustedAmongOthers() throws Exception {
        TestAuthority other = TestAuthority.create(fixture.directory().resolve("other"));
        Path both = Files.writeString(
                fixture.directory().resolve("both.pem"),
                "Acme's two authorities\n" + Files.readString(other.certificate())
                        + Files.readString(authority.certificate()));

        assertThat(fetched(new Authorities(both, null, null), Map.of())).isEqualTo(commit);
    }

    @ParameterizedTest
    @CsvSource({"PKCS12, env:STORE", "JKS, env:STORE", "JKS, ", "PKCS12, file:"})
    void authorityOfATrustStoreIsTrusted(String type, @Nullable String password) throws Exception {
        Path secret = Files.writeString(fixture.directory().resolve("secret"), SECRET + "\n");
        String reference = password != null && password.equals("file:") ? password + secret : password;
        Authorities authorities = new Authorities(null, authority.store(type, SECRET), reference);

        assertThat(fetched(authorities, Map.of("STORE", SECRET))).isEqualTo(commit);
    }

    @Test
    void trustStoreThatCannotBeOpenedIsNamed() throws Exception {
        Path store = authority.store("PKCS12", SECRET);

        assertThat(failure(new Authorities(null, store, "env:STORE"), null, Map.of("STORE", "wrong-one")))
                .isEqualTo("ORKA-GIT-20: 'git.trustStore' " + store
                        + " has a different password. Fix the file, or the setting in config/host.json.");
        assertThat(failure(new Authorities(null, store, "env:STORE"), null, Map.of()))
                .contains("ORKA-GIT-20", "environment variable STORE is not set", "'git.trustStorePassword'");
        assertThat(failure(new Authorities(null, store, null), null, Map.of()))
                .contains("ORKA-GIT-20", "contains no certificate that can be read without a password");
    }

    @ParameterizedTest
    @CsvSource({", cannot be read", "'', contains no certificate", "not PEM, is not a PEM file with certificates"})
    void fileOfAuthoritiesThatCannotBeUsedIsNamed(@Nullable String content, String found) throws IOException {
        Path file = fixture.directory().resolve("acme.pem");
        if (content != null) {
            Files.writeString(file, content);
        }

        assertThat(failure(new Authorities(file, null, null), null, Map.of()))
                .startsWith("ORKA-GIT-20: 'git.caFile' " + file + " " + found);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,    '-startdate 20200101000000Z -enddate 20200102000000Z', it has expired",
        "localhost,    '-startdate 20500101000000Z -enddate 20500102000000Z', it is not valid yet",
        "example.test, '-days 2',                                             it is for a different host name",
    })
    void certificateThatIsNotRightIsNamed(String name, String dates, String found) throws Exception {
        host.close();
        Path certificate = authority.sign(name, dates.split(" "));
        host = GitHttpsServer.start(fixture.directory().resolve("host-2"), fixture.directory(), certificate, "");

        assertThat(failure(acme(), null, Map.of()))
                .startsWith("ORKA-GIT-18: the certificate of localhost is not accepted: " + found);
    }

    @ParameterizedTest
    @CsvSource({"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
    void proxyOfTheEnvironmentCounts(String variable) throws Exception {
        try (ConnectProxy proxy = ConnectProxy.start(fixture.directory().resolve("proxy"))) {
            assertThat(fetched(acme(), Map.of(variable, "127.0.0.1:" + proxy.port(), "no_proxy", "example.org")))
                    .isEqualTo(commit);
            assertThat(proxy.log()).contains("CONNECT localhost:" + host.port());
        }
    }

    @ParameterizedTest
    @CsvSource({"no_proxy, localhost", "NO_PROXY, '.example.org, .localhost'", "no_proxy, *"})
    void exemptHostIsReachedDirectly(String variable, String list) throws Exception {
        assertThat(fetched(acme(), Map.of("https_proxy", "http://127.0.0.1:9", variable, list)))
                .isEqualTo(commit);
    }

    @Test
    void proxyOfTheSettingsWins() throws Exception {
        try (ConnectProxy proxy = ConnectProxy.start(fixture.directory().resolve("proxy"))) {
            String address = "http://127.0.0.1:" + proxy.port();
            Map<String, String> environment = Map.of("https_proxy", "http://127.0.0.1:9");

            assertThat(fetched(host.url("hello-plugin"), Credentials.none(), acme(), address, environment))
                    .isEqualTo(commit);
            assertThat(proxy.log()).contains("CONNECT localhost:" + host.port());
        }
    }

    @Test
    void loginAtTheProxyIsSentThereAlone() throws Exception {
        try (ConnectProxy proxy = ConnectProxy.start(fixture.directory().resolve("proxy"), "BasicAuth me " + SECRET);
                GitHttpsServer closed = GitHttpsServer.start(
                        fixture.directory().resolve("closed"),
                        fixture.directory(),
                        authority.sign("localhost"),
                        "git:token-1")) {
            String address = "http://me:" + SECRET + "@127.0.0.1:" + proxy.port();
            Credentials token = name -> Optional.of(new Login("git", "token-1"));

            assertThat(fetched(closed.url("hello-plugin"), token, acme(), address, Map.of()))
                    .isEqualTo(commit);
            assertThat(failure(acme(), "http://127.0.0.1:" + proxy.port(), Map.of()))
                    .startsWith("ORKA-GIT-19: the proxy http://127.0.0.1:" + proxy.port()
                            + " requires a user and password. ")
                    .contains("Add user and password to the proxy's address");
            assertThat(failure(acme(), "http://me:wrong@127.0.0.1:" + proxy.port(), Map.of()))
                    .startsWith("ORKA-GIT-19: the proxy http://me:***@127.0.0.1:")
                    .contains("rejects the user and password", "Check the user and password in the proxy's address.");
        }
    }

    @Test
    void proxyAsksOnceForTheLogin() throws Exception {
        try (ConnectProxy proxy = ConnectProxy.start(fixture.directory().resolve("proxy"), "BasicAuth me " + SECRET)) {
            HttpRoutes routes = new HttpRoutes(
                    new Proxies(ProxyAddress.parse("http://me:" + SECRET + "@127.0.0.1:" + proxy.port()), Map.of()),
                    new Trust(acme(), Map.of()),
                    new ClientKeys(new Properties()));
            String url = host.url("hello-plugin");

            assertThat(fetched(url, Credentials.none(), routes)).isEqualTo(commit);
            assertThat(proxy.refused()).isOne();
            assertThat(fetched(url, Credentials.none(), routes)).isEqualTo(commit);
            assertThat(proxy.refused()).isOne();
        }
    }

    @Test
    void proxyThatRefusesIsNamed() throws Exception {
        try (ConnectProxy proxy = ConnectProxy.start(fixture.directory().resolve("proxy"), "ConnectPort 563")) {
            assertThat(failure(acme(), "http://127.0.0.1:" + proxy.port(), Map.of()))
                    .startsWith("ORKA-GIT-19: the proxy http://127.0.0.1:" + proxy.port()
                            + " does not connect to localhost: it returned '403")
                    .contains("no_proxy");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://me:canary-93c4@127.0.0.1:9,     the proxy http://me:***@127.0.0.1:9: connection refused",
        "http://me:canary-93c4@proxy.invalid:9, the proxy http://me:***@proxy.invalid:9: unknown host",
        "socks5://127.0.0.1:9,                  the proxy socks5://127.0.0.1:9",
    })
    void proxyThatIsNotThereIsNamed(String address, String found) {
        assertThat(failure(acme(), address, Map.of()))
                .startsWith("ORKA-GIT-19: cannot reach localhost through " + found)
                .contains("'git.proxy' in config/host.json");
    }

    @ParameterizedTest
    @CsvSource({"https://me:canary-93c4@proxy:1", "http://me:canary-93c4%@proxy:1", "socks4://proxy:1"})
    void proxyOfTheEnvironmentThatCannotBeUsedIsNamed(String address) {
        assertThat(failure(acme(), null, Map.of("https_proxy", address)))
                .startsWith("ORKA-GIT-19: the environment's https_proxy must ");
    }

    @Test
    void otherAuthenticatorsOfTheProcessAreNotAsked() throws Exception {
        try (ConnectProxy proxy = ConnectProxy.start(fixture.directory().resolve("proxy"), "BasicAuth me " + SECRET)) {
            java.net.Authenticator.setDefault(new java.net.Authenticator() {
                @Override
                protected java.net.PasswordAuthentication getPasswordAuthentication() {
                    return new java.net.PasswordAuthentication("me", SECRET.toCharArray());
                }
            });
            try {
                assertThat(failure(acme(), "http://127.0.0.1:" + proxy.port(), Map.of()))
                        .startsWith("ORKA-GIT-19");
            } finally {
                java.net.Authenticator.setDefault(null);
            }
        }
    }
}
