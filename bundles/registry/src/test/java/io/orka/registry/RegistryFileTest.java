package io.orka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.identity.PluginKey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryFileTest {

    private static final String GOOD = """
            [
              { "name": "telegram", "version": "v0.1.0", "repo": "https://example.org/t.git", "service": "TelegramPlugin" },
              { "name": "llm", "repo": "git@example.org:llm.git", "service": "LLM",
                "ref": "release/1", "path": "plugins/llm", "tests": true }
            ]
            """;

    @TempDir
    Path directory;

    @Test
    void readsEveryField() throws IOException {
        Registry registry = read(GOOD);

        assertThat(registry.warnings()).isEmpty();
        assertThat(registry.digest()).isEqualTo(FileBytes.digest(GOOD.getBytes(StandardCharsets.UTF_8)));
        assertThat(registry.entries()).hasSize(2);
        PluginEntry telegram = registry.entries().get(0);
        assertThat(telegram.key()).isEqualTo(new PluginKey("telegram", "v0.1.0"));
        assertThat(telegram.repo().location()).isEqualTo("https://example.org/t.git");
        assertThat(telegram.service()).isEqualTo("TelegramPlugin");
        assertThat(telegram.ref()).isNull();
        assertThat(telegram.path()).isEmpty();
        assertThat(telegram.tests()).isFalse();
        PluginEntry llm = registry.entries().get(1);
        assertThat(llm.key()).isEqualTo(new PluginKey("llm", null));
        assertThat(llm.wantedRef()).isEqualTo("release/1");
        assertThat(llm.path()).isEqualTo("plugins/llm");
        assertThat(llm.tests()).isTrue();
    }

    @Test
    void anEmptyListIsValid() throws IOException {
        assertThat(read("[]").entries()).isEmpty();
    }

    @Test
    void sameNameInTwoVersionsIsValid() throws IOException {
        assertThat(read("[" + entry("a", "v1") + "," + entry("a", "v2") + "]").entries())
                .extracting(entry -> entry.key().toString())
                .containsExactly("a@v1", "a@v2");
    }

    @Test
    void aMissingFileSaysWhereAndWhatToWrite() {
        Path file = directory.resolve("plugins.json");
        assertThatThrownBy(() -> new RegistryFile(file).read()).isInstanceOfSatisfying(InvalidRegistry.class, e -> {
            assertThat(e.code()).isEqualTo("ORKA-REG-01");
            assertThat(e.line()).contains(file.toString()).contains("Create it with the content []");
        });
    }

    @Test
    void numbersAllProblemsInTheOrderOfTheFile() {
        String bad = """
                [
                  { "name": "Telegram", "name": "b", "version": 1, "repo": "https://me:secret@example.org/t", "service": "" },
                  7,
                  { "name": "llm", "repo": "r", "servic": "LLM", "tests": "yes" }
                ]
                """;
        assertThatThrownBy(() -> read(bad))
                .isInstanceOf(InvalidRegistry.class)
                .hasMessage("plugins.json has 8 problems: "
                        + "1) 2:13 'name' must be 1 to 64 characters of a-z, 0-9, '.', '_', '-' and start with a letter or digit but is 'Telegram'; "
                        + "2) 2:25 duplicate key 'name', first at 2:5; "
                        + "3) 2:49 'version' must be a string but is the number 1; "
                        + "4) 2:60 'repo': the address of the repository contains a user or password; keep credentials out of plugins.json; "
                        + "5) 2:106 'service' must be 1 to 128 characters of A-Z, a-z, 0-9, '.', '_', '-' but is ''; "
                        + "6) 3:3 an entry must be an object but is the number 7; "
                        + "7) 4:3 'service' is missing; is 'servic' a typo?; "
                        + "8) 4:59 'tests' must be true or false but is a string");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    `` | 1:1 is empty
                    {} | 1:1 must be an array
                    [] [] | 1:4 has unexpected content
                    []x | is not JSON
                    [] // none | is not JSON
                    [1,] | is not JSON
                    ['a'] | is not JSON
                    [NaN] | is not JSON
                    [01] | is not JSON
                    [{"a":1 | is not JSON
                    [null] | 1:2 an entry must be an object but is null
                    nul | is not JSON
                    [1e99999999999] | exponent
                    ["\\ud800"] | surrogate
                    """)
    void namesThePlaceOfTextThatIsNoRegistry(String text, String problem) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidRegistry.class).hasMessageContaining(problem);
    }

    @Test
    void ofATextThatEndsTooEarlyTellsWhatDoesNotEnd() {
        assertThatThrownBy(() -> read("[{\"name\": \"a\""))
                .isInstanceOf(InvalidRegistry.class)
                .hasMessageContaining("it starts at 1:2")
                .hasMessageNotContaining("Source");
    }

    @Test
    void refusesByteOrderMarkAndBrokenUtf8WithTheirPlace() throws IOException {
        assertThatThrownBy(() -> read("\uFEFF[]")).hasMessageContaining("1:1 starts with a byte order mark");
        Path file = directory.resolve("plugins.json");
        Files.write(file, new byte[] {'[', '\n', ' ', (byte) 0xff, ']'});
        assertThatThrownBy(() -> new RegistryFile(file).read())
                .isInstanceOf(InvalidRegistry.class)
                .hasMessageContaining("2:2 is not UTF-8: byte 0xff at offset 3");
        Files.write(file, "[]".getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> new RegistryFile(file).read()).hasMessageContaining("1:1 is not UTF-8");
        Files.write(file, new byte[] {'[', ']', (byte) 0xc3});
        assertThatThrownBy(() -> new RegistryFile(file).read()).hasMessageContaining("1:3 is not UTF-8");
    }

    @Test
    void refusesOneVersionInTwoSpellings() {
        assertThatThrownBy(() -> read("[" + entry("a", "v1.0") + ",\n" + entry("a", "1.0") + "]"))
                .hasMessageContaining("'a@1.0' is already registered as 'a@v1.0' at 1:2");
    }

    @Test
    void refusesKeysThatDifferOnlyInCase() {
        assertThatThrownBy(() -> read("[" + entry("a", "v1") + ",\n" + entry("a", "V1") + "]"))
                .hasMessage("plugins.json has 1 problem: 1) 2:1 'a@V1' is already registered as 'a@v1' at 1:2");
        assertThatThrownBy(() -> read("[" + entry("orka", "v1") + ",\n" + entry("Orka", "v1") + "]"))
                .hasMessageContaining("'Orka@v1' is already registered as 'orka@v1' at 1:2");
    }

    @Test
    void keepsUnknownFieldsButWarnsWithTheNearestKnownOne() throws IOException {
        Registry registry = read("[" + entryWith("\"verison\": \"v1\", \"colour\": {\"deep\": [1]}") + "]");
        assertThat(registry.entries()).hasSize(1);
        assertThat(registry.warnings()).extracting(RegistryWarning::plugin).containsOnly(PluginKey.parse("a"));
        assertThat(registry.warnings())
                .extracting(RegistryWarning::text)
                .containsExactly(
                        "plugins.json 1:46 a has the unknown field 'verison'; did you mean 'version'?",
                        "plugins.json 1:63 a has the unknown field 'colour'; Orka ignores it");
    }

    @Test
    void boundsSizeDepthAndNumberOfEntries() throws IOException {
        Path file = directory.resolve("plugins.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(2L << 30);
        }
        assertThatThrownBy(() -> new RegistryFile(file).read())
                .isInstanceOf(InvalidRegistry.class)
                .hasMessageContaining("larger than 4 MiB");
        assertThatThrownBy(() -> read("[".repeat(100_000)))
                .hasMessageContaining("1:17 is nested deeper than 16 levels");
        assertThat(read("[" + entryWith("\"x\": " + "[".repeat(14) + "]".repeat(14)) + "]")
                        .entries())
                .hasSize(1);
        String most =
                IntStream.range(0, 10_000).mapToObj(i -> entry("a" + i, "v1")).collect(Collectors.joining(","));
        assertThat(read("[" + most + "]").entries()).hasSize(10_000);
        assertThatThrownBy(() -> read("[" + most + "," + entry("one-more", "v1") + "]"))
                .hasMessageContaining("10001 entries; the limit is 10000");
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThatThrownBy(() -> new RegistryFile(directory).read())
                .isInstanceOf(InvalidRegistry.class)
                .hasMessageContaining("not a regular file");
    }

    @Test
    void showsTheFirstHundredOfManyProblems() {
        String bad = "[" + "1,".repeat(499) + "1]";
        assertThatThrownBy(() -> read(bad))
                .hasMessageContaining("has 500 problems: 1) ")
                .hasMessageContaining("; 100) ")
                .hasMessageEndingWith("; and 400 more");
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
