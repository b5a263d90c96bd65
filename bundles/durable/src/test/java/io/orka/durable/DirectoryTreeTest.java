package io.orka.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTreeTest {

    @TempDir
    Path directory;

    private Path tree;
    private Path precious;

    @BeforeEach
    void plant() throws IOException {
        tree = directory.resolve("tree");
        Files.createDirectories(tree.resolve("a/b"));
        Files.writeString(tree.resolve("a/file"), "12345");
        Files.writeString(tree.resolve("a/b/file"), "123");
        precious = Files.createDirectory(directory.resolve("precious"));
        Files.writeString(precious.resolve("file"), "mine");
        Files.createSymbolicLink(tree.resolve("a/link"), precious);
        Files.createSymbolicLink(tree.resolve("dangling"), Path.of("nowhere"));
    }

    @Test
    void removesAllButWhatLinksPointTo() throws IOException {
        DirectoryTree.remove(tree, Failpoint.STORE_DELETE);
        assertThat(tree).doesNotExist();
        assertThat(precious.resolve("file")).hasContent("mine");
        DirectoryTree.remove(tree, Failpoint.STORE_DELETE);
    }

    @Test
    void removesALinkAndNotItsTarget() throws IOException {
        DirectoryTree.remove(tree.resolve("a/link"), Failpoint.STORE_DELETE);
        DirectoryTree.remove(tree.resolve("dangling"), Failpoint.STORE_DELETE);
        assertThat(tree.resolve("dangling")).doesNotExist();
        assertThat(precious.resolve("file")).hasContent("mine");
    }

    @Test
    void removesDirectoriesWithoutRights() throws IOException {
        Files.setPosixFilePermissions(tree.resolve("a"), PosixFilePermissions.fromString("---------"));
        DirectoryTree.remove(tree, Failpoint.STORE_DELETE);
        assertThat(tree).doesNotExist();
    }

    @Test
    void emptiesADirectoryButForOneName() throws IOException {
        DirectoryTree.empty(tree, "dangling", Failpoint.CLONE_DELETE);
        assertThat(tree).isDirectory();
        assertThat(DirectoryTree.entries(tree)).containsExactly(tree.resolve("dangling"));
    }

    @Test
    void countsTheBytesOfFilesInItAndNotBehindLinks() throws IOException {
        assertThat(DirectoryTree.bytes(tree)).isEqualTo(8);
        assertThat(DirectoryTree.bytes(tree.resolve("a/link"))).isZero();
    }

    @Test
    void movesUnlessThePlaceIsTaken() throws IOException {
        Path place = directory.resolve("place");
        Files.createDirectories(place.resolve("taken"));
        DirectoryTree.moveUnlessThere(tree, place, Failpoint.STORE_RENAME);
        assertThat(tree).isDirectory();
        DirectoryTree.moveUnlessThere(tree, directory.resolve("free"), Failpoint.STORE_RENAME);
        assertThat(directory.resolve("free/a/file")).hasContent("12345");
        assertThatIOException()
                .isThrownBy(() -> DirectoryTree.moveUnlessThere(tree, directory.resolve("x"), Failpoint.STORE_RENAME));
    }

    @Test
    void everyStepPassesItsPoint() throws IOException {
        Files.delete(tree.resolve("dangling"));
        Files.delete(tree.resolve("a/link"));
        try (Failpoint.Armed armed = Failpoint.arm(
                "store.flush=throw:5,store.rename=throw,store.delete=throw:3,store.flush-directory=throw")) {
            // Flushes two files, then the three directories, the outermost one last.
            assertThatIOException()
                    .isThrownBy(() -> DirectoryTree.flush(tree, Failpoint.STORE_FLUSH))
                    .withMessageContaining("store.flush)");
            assertThatIOException().isThrownBy(() -> DirectoryTree.flushEntries(tree, Failpoint.STORE_FLUSH_DIRECTORY));
            assertThatIOException()
                    .isThrownBy(() -> DirectoryTree.move(tree, directory.resolve("other"), Failpoint.STORE_RENAME));
            assertThat(tree).isDirectory();
            assertThatIOException().isThrownBy(() -> DirectoryTree.remove(tree, Failpoint.STORE_DELETE));
        }
        DirectoryTree.flush(precious, Failpoint.STORE_FLUSH);
        DirectoryTree.remove(tree, Failpoint.STORE_DELETE);
        assertThat(tree).doesNotExist();
    }
}
