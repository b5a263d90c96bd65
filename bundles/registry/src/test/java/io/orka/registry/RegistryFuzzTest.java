package io.orka.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any file content results in a valid registry or in the one failure that names the error. */
class RegistryFuzzTest {

    private static final long SEED = 42L;
    private static final int RUNS = 5_000;
    private static final String GOOD = """
            [ { "name": "telegram", "version": "v0.1.0", "repo": "https://example.org:8443/t.git", "service": "Telegram" },
              { "name": "llm", "repo": "git@example.org:llm.git", "service": "LLM", "ref": "a/b", "path": "x/y", "tests": true },
              { "name": "local", "repo": "file:///srv/a%20b", "service": "L", "x": [1.50, 1e3, {"y": null}] },
              { "name": "home", "repo": "~/p", "service": "H", "text": "\\u00e4ö\\n" } ]
            """;
    private static final String[] PIECES = {
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "\"",
        "\\",
        "\\u0000",
        "\\ud800",
        "..",
        "//",
        "::",
        "@",
        "~",
        "-",
        "%00",
        "%2e%2e",
        "null",
        "true",
        "1e999",
        "-0",
        "NaN",
        "\0",
        "\uFEFF",
        "\u202e",
        "https://",
        "file://",
        "ssh://",
        "?",
        "#",
        "[::1]"
    };

    @TempDir
    Path directory;

    @Test
    void onlyValidRegistriesAndInvalidRegistryComeOut() throws IOException {
        Random random = new Random(SEED);
        RegistryFile file = new RegistryFile(directory.resolve("plugins.json"));
        int valid = 0;
        int invalid = 0;
        for (int run = 0; run < RUNS; run++) {
            byte[] bytes = mutated(random);
            try {
                Registry registry = file.parse(bytes, "has");
                for (PluginEntry entry : registry.entries()) {
                    Path plugin = directory.resolve(entry.key().directoryName());
                    assertThat(plugin.normalize().getParent()).as("run %s", run).isEqualTo(directory);
                    assertThat(entry.repo().location()).doesNotContainAnyWhitespaces();
                }
                valid++;
            } catch (InvalidRegistry e) {
                assertThat(e.line()).as("run %s", run).startsWith("ORKA-REG-01: plugins.json has ");
                assertThat(e.line().chars()).as("one printable line").noneMatch(Character::isISOControl);
                invalid++;
            }
        }
        assertThat(valid).as("mutations that stay valid").isGreaterThan(RUNS / 100);
        assertThat(invalid).as("mutations that do not").isGreaterThan(RUNS / 4);
    }

    @Test
    void theSeedItselfIsValid() throws IOException {
        Path file = Files.writeString(directory.resolve("plugins.json"), GOOD);
        assertThat(new RegistryFile(file).read().entries()).hasSize(4);
    }

    private static byte[] mutated(Random random) {
        StringBuilder text = new StringBuilder(GOOD);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + random.nextInt(6));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, to));
                default -> text.setCharAt(at, (char) random.nextInt(0x180));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(8) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
