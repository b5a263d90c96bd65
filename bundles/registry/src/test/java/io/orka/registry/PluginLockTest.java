package io.orka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginLockTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String DIGEST = "ab".repeat(32);
    private static final PluginKey TELEGRAM = new PluginKey("telegram", "v0.2.0");
    private static final PluginKey BRANCH = new PluginKey("llm", "feature/x");

    @TempDir
    Path directory;

    @Test
    void givesBackWhatWasWrittenSortedByKey() throws IOException {
        Path file = directory.resolve("plugins.lock.json");
        PluginLock lock = new PluginLock(file);
        Map<PluginKey, Locked> written = new LinkedHashMap<>();
        written.put(TELEGRAM, locked(new Previous(new PluginKey("telegram", "v0.1.0"), locked(null))));
        written.put(BRANCH, locked(null));
        lock.write(written);

        assertThat(lock.read()).isEqualTo(written);
        assertThat(lock.read().keySet()).containsExactly(BRANCH, TELEGRAM);
        String text = Files.readString(file);
        assertThat(text)
                .startsWith("{\n  \"format\": 1,\n  \"plugins\": {\n    \"llm@feature/x\": {\n")
                .endsWith("}\n");
        lock.write(lock.read());
        assertThat(file).hasContent(text);
    }

    @Test
    void isEmptyBeforeTheFirstWrite() {
        assertThat(new PluginLock(directory.resolve("none")).read()).isEmpty();
    }

    @Test
    void aNewerFormatIsLeftAlone() throws IOException {
        String newer = "{ \"format\": 2, \"plugins\": [] }";
        Path file = Files.writeString(directory.resolve("plugins.lock.json"), newer);
        assertThatThrownBy(() -> new PluginLock(file).read())
                .isInstanceOfSatisfying(
                        RegistryFailure.class, e -> assertThat(e.code()).isEqualTo("ORKA-REG-05"))
                .hasMessageContaining("has format 2; this Orka knows format 1");
        assertThat(file).hasContent(newer);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    `` | 1:1 the text is empty
                    [] | 1:1 must be an object
                    {} | 'format' must be 1
                    {"format": 0} | 'format' must be 1
                    {"format": 1.5} | 'format' must be 1
                    {"format": "1"} | 'format' must be a number
                    {"format": 1, "plugins": {"a": 1}} | must be an object
                    {"format": 1, "plugins": {"a": {}}} | 'service' is missing
                    {"format": 1, "plugins": {"../a": {}}} | is no plugin key: '../a'
                    {"format": 1, "plug | is not JSON
                    """)
    void aBrokenLockIsToldWithItsPlace(String text, String problem) throws IOException {
        Path file = Files.writeString(directory.resolve("plugins.lock.json"), text);
        assertThatThrownBy(() -> new PluginLock(file).read())
                .isInstanceOfSatisfying(
                        RegistryFailure.class, e -> assertThat(e.code()).isEqualTo("ORKA-REG-04"))
                .hasMessageContaining(problem);
    }

    @Test
    void anIdThatWouldLeaveTheStoreIsRefused() throws IOException {
        Path file = directory.resolve("plugins.lock.json");
        new PluginLock(file).write(Map.of(TELEGRAM, locked(null)));
        Files.writeString(file, Files.readString(file).replace(DIGEST, "../../etc"));
        assertThatThrownBy(() -> new PluginLock(file).read())
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("'digest' is no id: '../../etc'");
    }

    private static Locked locked(@Nullable Previous previous) {
        return new Locked(
                "S",
                "https://example.org/a.git",
                null,
                "",
                true,
                "v0.2.0",
                COMMIT,
                COMMIT,
                DIGEST,
                "maven",
                "17.0.9",
                previous);
    }
}
