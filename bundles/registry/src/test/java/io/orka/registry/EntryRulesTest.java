package io.orka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for names, versions, refs and paths apply to the entries of a whole registry file. */
class EntryRulesTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "a..b",
                "a/b",
                "/a",
                "../a",
                "a\\\\b",
                "A",
                "Orka",
                "CON",
                "-a",
                ".a",
                "_a",
                "a.",
                "a b",
                "a@1",
                "a%2e",
                "\\u043erka",
                "a\\u0000",
                "a\\n",
                "a\\u202e",
                "\\u00e4",
                "a:b",
                "~",
                "a*",
                "$x",
                "a;b",
                "a'b"
            })
    void refusesHostileNames(String name) {
        assertThatThrownBy(() -> read("[" + entry(name, "v1") + "]"))
                .isInstanceOf(InvalidRegistry.class)
                .hasMessageStartingWith("plugins.json has 1 problem: 1) 1:12 'name' must");
    }

    @Test
    void boundsTheLengthOfNames() throws IOException {
        assertThat(read("[" + entry("a".repeat(64), "v1") + "]").entries()).hasSize(1);
        assertThatThrownBy(() -> read("[" + entry("a".repeat(65), "v1") + "]")).isInstanceOf(InvalidRegistry.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-v1",
                ".v1",
                "a..b",
                "../x",
                "/v1",
                "v1/",
                "a//b",
                "a/.b",
                "a/-b",
                "a.lock",
                "a.lock/b",
                "v1.",
                "a/b.",
                "v1 ",
                "v1\\u0000",
                "a~1",
                "a^",
                "a:b",
                "a?",
                "a*",
                "a[",
                "a\\\\b",
                "a@{1}",
                "\\u0430",
                "--upload-pack=x"
            })
    void refusesHostileVersionsAndRefs(String version) {
        assertThatThrownBy(() -> read("[" + entry("a", version) + "]"))
                .isInstanceOf(InvalidRegistry.class)
                .hasMessageContaining("'version' must");
        assertThatThrownBy(() -> read("[" + entryWith("\"ref\": \"" + version + "\"") + "]"))
                .isInstanceOf(InvalidRegistry.class)
                .hasMessageContaining("'ref' must");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"v0.1.0", "0.1.0", "1.0.0-rc.1+build.5", "feature/x", "refs/heads/main", "0123abc", "1.0_2", "V"
            })
    void acceptsTagsBranchesAndCommits(String version) throws IOException {
        assertThat(read("[" + entry("a", version) + "]").entries().get(0).wantedRef())
                .isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a",
                "..",
                "a/../b",
                "a\\\\b",
                "a//b",
                "a/",
                ".",
                "./a",
                "C:/a",
                ".git",
                "a/.GIT/b",
                "a\\u0000",
                "a\\u202eb"
            })
    void refusesHostilePaths(String path) {
        assertThatThrownBy(() -> read("[" + entryWith("\"path\": \"" + path + "\"") + "]"))
                .isInstanceOf(InvalidRegistry.class)
                .hasMessageContaining("'path' must");
    }

    private Registry read(String text) throws IOException {
        return new RegistryFile(Files.writeString(directory.resolve("plugins.json"), text)).read();
    }

    private static String entry(String name, String version) {
        return "{ \"name\": \"" + name + "\", \"version\": \"" + version + "\", \"repo\": \"r\", \"service\": \"S\" }";
    }

    private static String entryWith(String more) {
        return "{ \"name\": \"a\", \"repo\": \"r\", \"service\": \"S\", " + more + " }";
    }
}
