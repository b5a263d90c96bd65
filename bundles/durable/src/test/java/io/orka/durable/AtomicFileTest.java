package io.orka.durable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {

    private static final byte[] NEW = "new".getBytes(UTF_8);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writeTheOldContent() throws IOException {
        file = Files.writeString(directory.resolve("state.json"), "old");
    }

    @Test
    void replacesAndLeavesNothingBeside() throws IOException {
        assertThat(AtomicFile.replace(Written.LOCK, file, NEW, () -> true)).isTrue();
        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("state.json");
    }

    @Test
    void makesTheFileAndItsDirectory() throws IOException {
        Path deep = directory.resolve("a/b/state.json");
        AtomicFile.replace(Written.LOCK, deep, NEW, () -> true);
        assertThat(deep).hasContent("new");
    }

    @Test
    void leavesTheFileAloneWhenItWasChangedMeanwhile() throws IOException {
        assertThat(AtomicFile.replace(Written.REGISTRY, file, NEW, () -> false)).isFalse();
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("state.json");
    }

    @Test
    void keepsPermissionsAndTheSymbolicLink() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("state.json"));
        AtomicFile.replace(Written.LOCK, link, NEW, () -> true);
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "flush", "rename"})
    void aFullDiskLeavesTheOldAndNothingBeside(String step) throws IOException {
        try (Failpoint.Armed full = Failpoint.arm("lock." + step + "=throw")) {
            assertThatIOException()
                    .isThrownBy(() -> AtomicFile.replace(Written.LOCK, file, NEW, () -> true))
                    .withMessage("No space left on device (failpoint lock." + step + ")");
        }
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("state.json");
        AtomicFile.replace(Written.LOCK, file, NEW, () -> true);
        assertThat(file).hasContent("new");
    }

    @Test
    void aNameThatCannotBeFlushedIsNoFailureSinceTheNewIsThere() throws IOException {
        try (Failpoint.Armed full = Failpoint.arm("lock.flush-directory=throw")) {
            assertThat(AtomicFile.replace(Written.LOCK, file, NEW, () -> true)).isTrue();
        }
        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("state.json");
    }

    @Test
    void theFirstFailureIsToldWhenTheNewFileCannotBeDeletedEither() throws IOException {
        try (Failpoint.Armed full = Failpoint.arm("lock.rename=throw,lock.delete=throw")) {
            assertThatIOException()
                    .isThrownBy(() -> AtomicFile.replace(Written.LOCK, file, NEW, () -> true))
                    .withMessageContaining("lock.rename")
                    .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
        }
        assertThat(names()).hasSize(2);
        AtomicFile.cleanUp(Written.LOCK, file);
        assertThat(names()).containsExactly("state.json");
    }

    @ParameterizedTest
    @EnumSource(Written.class)
    void sweepsItsOwnOrphansAndNothingElse(Written what) throws IOException {
        String id = "01234567-89ab-cdef-0123-456789abcdef";
        Files.writeString(directory.resolve(".state.json." + id + ".tmp"), "half");
        Files.writeString(directory.resolve(".other.json." + id + ".tmp"), "another's");
        Files.writeString(directory.resolve(".state.json.mine.tmp"), "somebody's");
        Files.createDirectory(directory.resolve(".state.json." + id.replace('0', '1') + ".tmp"));
        Path link = directory.resolve(".state.json." + id.replace('0', '2') + ".tmp");
        Files.createSymbolicLink(link, file);
        AtomicFile.cleanUp(what, file);
        assertThat(directory.resolve(".state.json." + id + ".tmp")).doesNotExist();
        assertThat(names()).hasSize(5);
        assertThat(file).hasContent("old");
        AtomicFile.cleanUp(what, directory.resolve("none/state.json"));
    }

    private Stream<String> names() throws IOException {
        return DirectoryTree.entries(directory).stream()
                .map(path -> path.getFileName().toString());
    }
}
