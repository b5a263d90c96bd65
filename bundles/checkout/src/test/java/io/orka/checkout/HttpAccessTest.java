package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAccessTest {

    private static final String SECRET = "canary-7d1f";

    private static final FetchLimits SMALL = new FetchLimits(100, 100, 1000, 1000);

    private CheckoutFixture fixture;
    private LocalRepository repository;
    private String commit;
    private GitHttpHost open;
    private GitHttpHost closed;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        fixture = new CheckoutFixture(directory);
        repository = fixture.repository("hello-plugin").write("config.json", "{}");
        commit = repository.commit("Begin");
        repository.tag("v0.1.0").write("README", "more").commit("Go on");
        open = new GitHttpHost(repository.directory(), null);
        closed = new GitHttpHost(repository.directory(), basic("git", SECRET));
    }

    @AfterEach
    void stop() {
        open.close();
        closed.close();
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static Credentials token(String secret) {
        return host -> host.equals("127.0.0.1") ? Optional.of(new Login("git", secret)) : Optional.empty();
    }

    private Checkout checkout(String url, String version, Credentials credentials, FetchLimits limits) {
        return fixture.checkouts(credentials, CheckoutFixture.LONG, limits)
                .checkout(
                        CheckoutFixture.entry(CheckoutFixture.remote(url), version, null, ""),
                        null,
                        CheckoutFixture.SILENT);
    }

    private CheckoutFailure failure(String url, Credentials credentials) {
        CheckoutFailure failure = catchThrowableOfType(
                CheckoutFailure.class, () -> checkout(url, "v0.1.0", credentials, CheckoutFixture.LIMITS));
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain(SECRET, basic("git", SECRET));
        }
        return failure;
    }

    @Test
    void tagAndOldCommitComeOverHttp() {
        assertThat(checkout(open.url("/hello.git"), "v0.1.0", Credentials.none(), CheckoutFixture.LIMITS)
                        .commit())
                .isEqualTo(commit);
        assertThat(checkout(open.url("/hello.git"), commit, Credentials.none(), CheckoutFixture.LIMITS)
                        .commit())
                .isEqualTo(commit);
        assertThat(checkout(open.url("/hello.git"), commit.substring(0, 9), Credentials.none(), CheckoutFixture.LIMITS)
                        .commit())
                .isEqualTo(commit);
    }

    @Test
    void hostThatGivesOnlyItsRefsIsSearched() {
        String url = open.url("/old-protocol.git");

        assertThat(checkout(url, "v0.1.0", Credentials.none(), CheckoutFixture.LIMITS)
                        .commit())
                .isEqualTo(commit);
        repository.write("README", "even more").commit("Go further");
        repository.tag("v0.1.0");
        assertThat(checkout(url, commit, Credentials.none(), CheckoutFixture.LIMITS)
                        .commit())
                .isEqualTo(commit);
        assertThat(checkout(url, commit.substring(0, 9), Credentials.none(), CheckoutFixture.LIMITS)
                        .commit())
                .isEqualTo(commit);
    }

    @Test
    void tokenOpensAPrivateRepositoryAndStaysOutOfTheClone() throws IOException {
        Checkout checkout = checkout(closed.url("/hello.git"), "v0.1.0", token(SECRET), CheckoutFixture.LIMITS);

        assertThat(checkout.commit()).isEqualTo(commit);
        assertThat(checkout.root().resolve(".git/config")).content().doesNotContain(SECRET, "git@", "url");
    }

    @Test
    void privateRepositoryWithoutLoginSaysWhatToDo() {
        assertThat(failure(closed.url("/hello.git"), Credentials.none()).line())
                .startsWith("ORKA-GIT-03: authentication required: http://127.0.0.1:")
                .contains("127.0.0.1.token=env:NAME", "~/.netrc");
    }

    @Test
    void wrongTokenIsTriedOnceOnly() {
        assertThat(failure(closed.url("/hello.git"), token("wrong")).line())
                .startsWith("ORKA-GIT-03: access denied to")
                .contains("rejects the credentials", "expired");
        assertThat(closed.requests)
                .filteredOn(headers -> headers.containsKey("Authorization"))
                .hasSize(1);
    }

    @Test
    void redirectWithinTheHostIsFollowed() {
        assertThat(checkout(open.url("/moved.git"), "v0.1.0", Credentials.none(), CheckoutFixture.LIMITS)
                        .commit())
                .isEqualTo(commit);
    }

    @Test
    void redirectToAnotherHostIsNamedAndNotFollowed() {
        assertThat(failure(closed.url("/elsewhere.git"), token(SECRET)).line())
                .startsWith("ORKA-GIT-09")
                .contains("redirects to another server: http://localhost:");
        assertThat(closed.requests).hasSize(1).noneMatch(headers -> headers.containsKey("Authorization"));
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing.git, ORKA-GIT-01, the server returned 'not found'",
        "/status-503.git, ORKA-GIT-02, HTTP status 503",
        "/status-403.git, ORKA-GIT-03, forbidden",
        "/status-429.git, ORKA-GIT-02, 'returned ''too many requests'' (HTTP status 429); retry after 120 s. Retry later'",
        "/busy.git, ORKA-GIT-02, 'HTTP status 503; retry after Wed, 21 Oct 2026 07:28:00 GMT'",
        "/page.git, ORKA-GIT-15, is not a valid Git server or repository",
    })
    void whatTheHostAnswersIsPutIntoWords(String path, String code, String words) {
        CheckoutFailure failure = failure(open.url(path), Credentials.none());

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.line()).contains(words);
    }

    @Test
    void closedPortIsUnreachable() {
        String url = open.url("/hello.git");
        open.close();

        assertThat(failure(url, Credentials.none()).line())
                .startsWith("ORKA-GIT-02: cannot reach 127.0.0.1: the connection failed: Connection refused");
    }

    @Test
    void unknownHostIsUnreachable() {
        assertThat(failure("https://no-such-host.invalid/x.git", Credentials.none())
                        .line())
                .startsWith("ORKA-GIT-02: cannot reach no-such-host.invalid: unknown host");
    }

    @Test
    void plainHttpToAnotherMachineIsRefused() {
        assertThat(failure("http://example.invalid/x.git", Credentials.none()).line())
                .startsWith("ORKA-GIT-12");
    }

    @Test
    void downloadEndsAtItsLimit() {
        CheckoutFailure failure = catchThrowableOfType(
                CheckoutFailure.class, () -> checkout(open.url("/hello.git"), "v0.1.0", Credentials.none(), SMALL));

        assertThat(failure.line())
                .startsWith("ORKA-GIT-06")
                .contains("more than 100 bytes", "increase 'git.maxRepository' in config/host.json.");
    }
}
