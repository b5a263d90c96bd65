package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.registry.GitSettings;
import io.orka.registry.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each form of repository address that the registry accepts selects the expected access. */
class AccessRulesTest {

    private static Class<?> way(String text, Path base) {
        AccessRules rules = new AccessRules(
                Credentials.none(), CheckoutFixture.LIMITS, base, HttpRoutes.of(GitSettings.usual(), Map.of()));
        try (Access access = rules.access(RepositoryUrl.parse(text, base), Deadline.in(CheckoutFixture.LONG))) {
            return access.getClass();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://GitHub.com/acme/hello.git, HttpAccess",
        "https://git.acme.test:8443/hello, HttpAccess",
        "https://[::1]:8443/hello, HttpAccess",
        "http://localhost:3000/hello, HttpAccess",
        "http://127.0.0.1:3000/hello, HttpAccess",
        "ssh://git@github.com/acme/hello.git, SshAccess",
        "ssh://git@GitHub.com:2222/acme/hello.git, SshAccess",
        "git@github.com:acme/hello.git, SshAccess",
    })
    void addressHasOneWay(String text, String way, @TempDir Path base) {
        assertThat(way(text, base).getSimpleName()).isEqualTo(way);
    }

    @Test
    void unusualPathsAreFound(@TempDir Path base) throws IOException {
        for (String name : new String[] {"plain", "with space", "with%20percent", "ümlaut", "a+b#c?d"}) {
            CheckoutFixture fixture = new CheckoutFixture(Files.createDirectory(base.resolve(name)));
            LocalRepository repository = fixture.repository(name).write("config.json", "{}");
            String commit = repository.commit("Begin");
            RepositoryUrl relative = RepositoryUrl.parse("./" + name, fixture.directory());

            assertThat(fixture.checkout(CheckoutFixture.entry(relative, null, null, ""))
                            .commit())
                    .isEqualTo(commit);
        }
    }
}
