package io.orka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlTest {

    private static final Path BASE = Path.of("/srv/orka/config");

    @ParameterizedTest
    @CsvSource({
        "https://github.com/a/b.git, https://github.com/a/b.git, github.com",
        "HTTPS://GitHub.com:8443/a/b, https://GitHub.com:8443/a/b, github.com",
        "ssh://git@host/a/b.git, ssh://git@host/a/b.git, host",
        "ssh://host:2222/a, ssh://host:2222/a, host",
        "ssh://git@[fe80::1]:22/a, ssh://git@[fe80::1]:22/a, [fe80::1]",
        "git@github.com:a/b.git, git@github.com:a/b.git, github.com",
        "git@[::1]:a, git@[::1]:a, [::1]",
        "http://localhost:8080/a, http://localhost:8080/a, localhost",
        "http://127.0.0.1/a, http://127.0.0.1/a, 127.0.0.1",
        "http://[::1]:80/a, http://[::1]:80/a, [::1]",
        "file:///srv/a%20b, file:///srv/a%20b, ''",
        "file:/srv/a, file:///srv/a, ''",
        "file://localhost/srv/a/, file:///srv/a, ''",
        "/srv/x/../a b, file:///srv/a%20b, ''",
        "../repos/a, file:///srv/orka/repos/a, ''",
        "a, file:///srv/orka/config/a, ''",
        "., file:///srv/orka/config, ''",
    })
    void acceptsTheKnownForms(String text, String location, String host) {
        assertThat(RepositoryUrl.parse(text, BASE)).isEqualTo(new RepositoryUrl(text, location, host));
    }

    @Test
    void findsTheHomeDirectory() {
        assertThat(RepositoryUrl.parse("~/repos/a", BASE).location())
                .isEqualTo("file://" + System.getProperty("user.home") + "/repos/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@example.org/a",
                "https://user:s3cret@example.org/a",
                "https://:s3cret@example.org/a",
                "https://s3cret%zz:x y@example.org/a",
                "http://u:s3cret@localhost/a",
                "ssh://git:s3cret@example.org/a",
                "git:s3cret@example.org:a",
            })
    void refusesCredentialsWithoutRepeatingThem(String text) {
        assertThatThrownBy(() -> RepositoryUrl.parse(text, BASE))
                .isInstanceOfSatisfying(
                        RegistryFailure.class, e -> assertThat(e.code()).isEqualTo("ORKA-REG-02"))
                .hasMessageContaining("keep credentials out of plugins.json")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "'', characters long",
        "'  ', characters long",
        "ext::sh -c touch x, '::'",
        "foo::https://example.org/a, '::'",
        "ssh://-oProxyCommand=x/a, starts with '-'",
        "ssh://-x@host/a, starts with '-'",
        "ssh://git@-x/a, starts with '-'",
        "https://-x/a, starts with '-'",
        "ssh://host/-x, starts with '-'",
        "git@host:-x, starts with '-'",
        "git@-host:x, is not a valid address",
        "-x, starts with '-'",
        "--upload-pack=x, starts with '-'",
        "ftp://host/a, scheme 'ftp'",
        "git://host/a, scheme 'git'",
        "amazon-s3://host/a, scheme 'amazon-s3'",
        "jar:file:/x, is not a valid address",
        "host:a, is not a valid address",
        "C:/a, is not a valid address",
        "http://example.org/a, only for this machine",
        "http://localhost.example.org/a, only for this machine",
        "http://127.0.0.1.example.org/a, only for this machine",
        "https://example.org/a?b=c, '?' or '#'",
        "https://example.org/a#b, '?' or '#'",
        "file:///a?b, '?' or '#'",
        "https://example.org, no path",
        "https://example.org/, no path",
        "https:///a, no valid host",
        "https://ex_ample.org/a, no valid host",
        "https://example.org:99999/a, no valid host",
        "https://example.org:x/a, no valid host",
        "https://example.org/a b, is not a valid URL",
        "https://example.org/a%00b, control characters",
        "https://example.org/a%0ab, control characters",
        "https://example.org/%2e%2e/a, '..'",
        "https://example.org\\@evil/a, backslashes",
        "file://evil/a, must not have a host",
        "file:///a%00, control characters",
        "~other/a, home directory",
    })
    void refusesTheRestWithAReason(String text, String reason) {
        assertThatThrownBy(() -> RepositoryUrl.parse(text, BASE))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesControlAndInvisibleCharacters() {
        for (String text : new String[] {"a\nb", "/a\0", "https://example.org/a\u202eb", "a\u200bb"}) {
            assertThatThrownBy(() -> RepositoryUrl.parse(text, BASE)).hasMessageContaining("control characters");
        }
    }
}
