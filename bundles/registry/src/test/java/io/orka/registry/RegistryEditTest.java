package io.orka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.identity.PluginKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryEditTest {

    private static final String BEFORE = """
            [
              { "service": "T", "name": "telegram", "weight": 1.500e3,   "version": "v0.1.0", "ref": "old", "repo": "r" },
              {
                "name": "llm", "repo": "r", "service": "L", "note": { "deep": [null, 12345678901234567890] }
              },
              { "name": "last", "version": "v1", "repo": "r", "service": "S" }
            ]
            """;

    @TempDir
    Path directory;

    private Path file;
    private RegistryEdit edit;

    @BeforeEach
    void name() {
        file = directory.resolve("plugins.json");
        edit = new RegistryEdit(new RegistryFile(file));
    }

    @Test
    void addMakesTheFile() throws IOException {
        edit.add("hello", "v0.1.0", "https://example.org/h.git", "Hello");
        edit.add("other", null, "../\"r\"", "Other");
        assertThat(file).hasContent("""
                        [
                          { "name": "hello", "version": "v0.1.0", "repo": "https://example.org/h.git", "service": "Hello" },
                          { "name": "other", "repo": "../\\"r\\"", "service": "Other" }
                        ]
                        """);
        assertThat(new RegistryFile(file).read().entries()).hasSize(2);
    }

    @Test
    void addAppendsAndLeavesTheRestAlone() throws IOException {
        Files.writeString(file, BEFORE);
        edit.add("new", "v1", "r", "N");
        assertThat(file)
                .hasContent(BEFORE.replace(
                        "\"S\" }",
                        "\"S\" },\n  { \"name\": \"new\", \"version\": \"v1\", \"repo\": \"r\", \"service\": \"N\" }"));
    }

    @Test
    void moveChangesTheVersionAndDropsTheRef() throws IOException {
        Files.writeString(file, BEFORE);
        edit.move(new PluginKey("telegram", "v0.1.0"), "v0.2.0");
        assertThat(file).hasContent(BEFORE.replace("\"v0.1.0\", \"ref\": \"old\",", "\"v0.2.0\","));
    }

    @Test
    void moveDropsARefAtTheEndToo() throws IOException {
        Files.writeString(file, "[{\"name\":\"a\",\"version\":\"v1\",\"repo\":\"r\",\"service\":\"S\",\"ref\":\"x\"}]");
        edit.move(new PluginKey("a", "v1"), "v2");
        assertThat(file).hasContent("[{\"name\":\"a\",\"version\":\"v2\",\"repo\":\"r\",\"service\":\"S\"}]");
    }

    @Test
    void theWayBackLeavesTheGuardsAsTheyAre() throws IOException {
        String limits = "\"timeout\": \"5s\", \"probe\": { \"method\": \"Ping\" }";
        Files.writeString(
                file,
                "[{ \"name\": \"a\", \"version\": \"v2\", \"repo\": \"r\", \"service\": \"S\", " + limits + " }]");
        String id = "0".repeat(40);
        EntryLimits before =
                new EntryLimits(Duration.ofSeconds(9), 3, new CallQueue(2, Duration.ofSeconds(1)), true, null, null);
        LockEntry locked = new LockEntry("T", "q", "old", "", false, "old", id, id, id, "javac", "17", before, null);
        edit.back(new PluginKey("a", "v2"), new Previous(new PluginKey("a", "v1"), locked));
        assertThat(file)
                .hasContent("[{ \"name\": \"a\", \"ref\": \"old\", \"version\": \"v1\", \"repo\": \"q\","
                        + " \"service\": \"T\", " + limits + " }]");
    }

    @Test
    void findsItsPlaceInALargeFile() throws IOException {
        StringBuilder large = new StringBuilder("[\n");
        for (int i = 0; i < 900; i++) {
            large.append("  { \"name\": \"p" + i + "\", \"repo\": \"r\", \"service\": \"" + "s".repeat(1 + i % 90)
                    + "\" },\n");
        }
        String before = large.append(
                        "  { \"name\": \"end\", \"repo\": \"r\", \"service\": \"S\", \"note\": \"é\" }\n]\n")
                .toString();
        Files.writeString(file, before);
        edit.move(new PluginKey("end", null), "v1");
        assertThat(file).hasContent(before.replace("\"end\",", "\"end\", \"version\": \"v1\","));
    }

    @Test
    void moveGivesAVersionToAnEntryWithoutOne() throws IOException {
        Files.writeString(file, BEFORE);
        edit.move(new PluginKey("llm", null), "v1");
        assertThat(file).hasContent(BEFORE.replace("\"name\": \"llm\",", "\"name\": \"llm\", \"version\": \"v1\","));
    }

    @Test
    void removeCutsOneEntryWhereverItStands() throws IOException {
        Files.writeString(file, BEFORE);
        edit.remove(new PluginKey("llm", null));
        assertThat(keys()).containsExactly("telegram@v0.1.0", "last@v1");
        edit.remove(new PluginKey("last", "v1"));
        assertThat(keys()).containsExactly("telegram@v0.1.0");
        assertThat(Files.readString(file)).contains("1.500e3,   \"version\"");
        edit.remove(new PluginKey("telegram", "v0.1.0"));
        assertThat(file).hasContent("[]\n");
    }

    @Test
    void anEditThatWouldMakeTheFileInvalidIsRefused() throws IOException {
        Files.writeString(file, BEFORE);
        assertThatThrownBy(() -> edit.add("Bad", "v1", "https://u:p@h/x", "S"))
                .isInstanceOf(InvalidRegistry.class)
                .hasMessageContaining("would have 2 problems");
        assertThatThrownBy(() -> edit.add("last", "v1", "r", "S"))
                .isInstanceOf(InvalidRegistry.class)
                .hasMessageContaining("already registered");
        assertThatThrownBy(() -> edit.move(new PluginKey("llm", null), "../x")).isInstanceOf(InvalidRegistry.class);
        assertThat(file).hasContent(BEFORE);
        assertThat(directory).isDirectoryContaining(path -> path.equals(file));
        assertThat(leftovers()).containsExactly("plugins.json");
    }

    @Test
    void anInvalidFileIsNotTouched() throws IOException {
        Files.writeString(file, "[1]");
        assertThatThrownBy(() -> edit.add("a", "v1", "r", "S")).isInstanceOf(InvalidRegistry.class);
        assertThat(file).hasContent("[1]");
    }

    @Test
    void anUnknownKeyIsAnsweredWithTheNearest() throws IOException {
        Files.writeString(file, BEFORE);
        assertThatThrownBy(() -> edit.remove(new PluginKey("telegarm", "v0.1.0")))
                .isInstanceOfSatisfying(RegistryFailure.class, e -> {
                    assertThat(e.code()).isEqualTo("ORKA-REG-03");
                    assertThat(e.remedy()).isEqualTo("Did you mean 'telegram@v0.1.0'?");
                });
        assertThatThrownBy(() -> new RegistryEdit(new RegistryFile(directory.resolve("none.json")))
                        .remove(new PluginKey("a", null)))
                .isInstanceOf(InvalidRegistry.class);
    }

    @Test
    void keepsPermissionsAndTheSymbolicLink() throws IOException {
        Path real = Files.writeString(
                Files.createDirectory(directory.resolve("real")).resolve("p.json"), "[]");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));
        Files.createSymbolicLink(file, Path.of("real", "p.json"));
        edit.add("a", "v1", "r", "S");
        assertThat(file).isSymbolicLink();
        assertThat(Files.readString(real)).contains("\"a\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-rw-r--");
    }

    @Test
    void editsOfManyThreadsAreAllKept() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> edits = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String name = "p" + i;
                edits.add(pool.submit(() -> new RegistryEdit(new RegistryFile(file)).add(name, "v1", "r", "S")));
            }
            for (Future<?> done : edits) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(keys()).hasSize(40).doesNotHaveDuplicates();
        assertThat(leftovers()).containsExactly("plugins.json");
    }

    private List<String> keys() {
        return new RegistryFile(file)
                .read().entries().stream().map(entry -> entry.key().toString()).toList();
    }

    private List<String> leftovers() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
