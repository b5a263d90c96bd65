package io.orka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.identity.PluginKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginLockTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String DIGEST = "ab".repeat(32);
    private static final PluginKey TELEGRAM = new PluginKey("telegram", "v0.2.0");
    private static final PluginKey BEFORE = new PluginKey("telegram", "v0.1.0");
    private static final PluginKey BRANCH = new PluginKey("llm", "feature/x");

    @TempDir
    Path directory;

    @Test
    void givesBackWhatWasWrittenSortedByKey() throws IOException {
        Path file = directory.resolve("plugins.lock.json");
        PluginLock lock = new PluginLock(file);
        Map<PluginKey, LockEntry> written = new LinkedHashMap<>();
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
    void keepsGuardsAlsoThoseOfWhatServedBefore() throws IOException {
        Path file = directory.resolve("plugins.lock.json");
        Map<String, @Nullable Object> args = new LinkedHashMap<>();
        args.put("deep", List.of(1L, 0.1, "x"));
        args.put("none", null);
        EntryLimits limits = new EntryLimits(
                Duration.ofMillis(90_500),
                7,
                new CallQueue(100, Duration.ofSeconds(2)),
                true,
                new Probe("Ping", args),
                new Isolation(64));
        LockEntry before = locked(null).withLimits(limits);
        Map<PluginKey, LockEntry> written = Map.of(
                TELEGRAM,
                locked(null)
                        .withLimits(new EntryLimits(Duration.ofHours(24), null, null, false, null, null))
                        .withPrevious(new Previous(BEFORE, before)));
        new PluginLock(file).write(written);

        assertThat(new PluginLock(file).read()).isEqualTo(written);
        assertThat(Files.readString(file))
                .contains("\"timeout\": \"86400s\",\n      \"previous\"")
                .contains("\"timeout\": \"90500ms\",\n        \"concurrency\": 7,")
                .contains("\"queue\": {\n          \"size\": 100,\n          \"wait\": \"2s\"\n        },");
        new PluginLock(file).write(Map.of(BRANCH, before.withLimits(EntryLimits.none())));
        assertThat(Files.readString(file)).doesNotContain("timeout", "concurrency", "queue", "interruptible", "probe");
    }

    /** Every valid registry results in a lock file that can be read again. */
    @Test
    void readsTheDeepestProbeTheRegistryAllows() throws IOException {
        String deepest = "[".repeat(RegistryFile.DEEPEST - 4) + "]".repeat(RegistryFile.DEEPEST - 4);
        Path registry = Files.writeString(directory.resolve("plugins.json"), """
                        [{"name": "a", "repo": "r", "service": "S", "probe": {"method": "Ping", "args": {"x": %s}}}]
                        """.formatted(deepest));
        EntryLimits limits = new RegistryFile(registry).read().entries().get(0).limits();
        LockEntry locked = locked(new Previous(BEFORE, locked(null).withLimits(limits)));
        PluginLock lock = new PluginLock(directory.resolve("plugins.lock.json"));
        lock.write(Map.of(TELEGRAM, locked));
        assertThat(lock.read()).containsEntry(TELEGRAM, locked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"format\": 0}", "\0\0\0"})
    void aDamagedLockIsReplacedByItsCopy(String damage) throws IOException {
        Path file = directory.resolve("plugins.lock.json");
        Map<PluginKey, LockEntry> written = Map.of(TELEGRAM, locked(null));
        new PluginLock(file).write(written);
        String whole = Files.readString(file);
        Files.writeString(file, damage);

        assertThat(new PluginLock(file).read()).isEqualTo(written);

        assertThat(file).hasContent(whole);
        assertThat(directory.resolve("plugins.lock.json.damaged")).hasContent(damage);
    }

    @Test
    void aLockThatWasDeletedIsNotBroughtBack() throws IOException {
        Path file = directory.resolve("plugins.lock.json");
        new PluginLock(file).write(Map.of(TELEGRAM, locked(null)));
        Files.delete(file);

        assertThat(new PluginLock(file).read()).isEmpty();
    }

    @Test
    void aDamagedLockWithADamagedCopyIsRefusedAndLeftAlone() throws IOException {
        Path file = directory.resolve("plugins.lock.json");
        new PluginLock(file).write(Map.of(TELEGRAM, locked(null)));
        Files.writeString(file, "{");
        Files.writeString(directory.resolve("plugins.lock.json.copy"), "[");

        assertThatThrownBy(() -> new PluginLock(file).read())
                .isInstanceOfSatisfying(
                        RegistryFailure.class, e -> assertThat(e.code()).isEqualTo("ORKA-REG-04"));
        assertThat(file).hasContent("{");
    }

    @Test
    void aCopyThatCannotBeWrittenDoesNoHarm() throws IOException {
        Path file = directory.resolve("plugins.lock.json");
        Files.createDirectory(directory.resolve("plugins.lock.json.copy"));
        Map<PluginKey, LockEntry> written = Map.of(TELEGRAM, locked(null));

        new PluginLock(file).write(written);

        assertThat(new PluginLock(file).read()).isEqualTo(written);
    }

    @Test
    void isEmptyBeforeTheFirstWrite() {
        assertThat(new PluginLock(directory.resolve("none")).read()).isEmpty();
    }

    @Test
    void aNewerFormatIsLeftAlone() throws IOException {
        String newer = "{ \"format\": 2,\r\n \"plugins\": [] }  ";
        Path file = Files.writeString(directory.resolve("plugins.lock.json"), newer);
        assertThatThrownBy(() -> new PluginLock(file).read())
                .isInstanceOfSatisfying(
                        RegistryFailure.class, e -> assertThat(e.code()).isEqualTo("ORKA-REG-05"))
                .hasMessageContaining("has format 2; this version of Orka supports format 1");
        assertThat(file).hasBinaryContent(newer.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    `` | 1:1 is empty
                    [] | 1:1 must be an object
                    {} | 'format' must be 1
                    {"format": 0} | 'format' must be 1
                    {"format": 1.5} | 'format' must be 1
                    {"format": "1"} | 'format' must be a number
                    {"format": 1, "plugins": {"a": 1}} | must be an object
                    {"format": 1, "plugins": {"a": {}}} | 'service' is missing
                    {"format": 1, "plugins": {"../a": {}}} | is not a plugin key: '../a'
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
        Files.delete(directory.resolve("plugins.lock.json.copy"));
        assertThatThrownBy(() -> new PluginLock(file).read())
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("'digest' is not a valid id: '../../etc'");
    }

    @Test
    void theWayBackIsToTheSamePlugin() throws IOException {
        Path file = directory.resolve("plugins.lock.json");
        new PluginLock(file).write(Map.of(TELEGRAM, locked(new Previous(BEFORE, locked(null)))));
        Files.writeString(file, Files.readString(file).replace("\"key\": \"" + BEFORE, "\"key\": \"other@v0.0.9"));
        Files.delete(directory.resolve("plugins.lock.json.copy"));
        assertThatThrownBy(() -> new PluginLock(file).read())
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("is a different plugin than " + TELEGRAM + ": 'other@v0.0.9'");
    }

    private static LockEntry locked(@Nullable Previous previous) {
        return new LockEntry(
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
                EntryLimits.none(),
                previous);
    }
}
