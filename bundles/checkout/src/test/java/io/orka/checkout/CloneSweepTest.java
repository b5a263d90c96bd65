package io.orka.checkout;

import static io.orka.checkout.CheckoutFixture.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.durable.Freed;
import io.orka.identity.PluginKey;
import io.orka.registry.PluginEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cleanup of clones completes an interrupted replacement and deletes only leftovers. */
class CloneSweepTest {

    private CheckoutFixture fixture;
    private LocalRepository repository;
    private String first;

    @BeforeEach
    void makeRepository(@TempDir Path directory) {
        fixture = new CheckoutFixture(directory);
        repository = fixture.repository("hello-plugin");
        first = repository.write("config.json", "{}").commit("Say hello");
        repository.tag("v0.1.0").tag("v0.2.0");
    }

    @Test
    void aNewCloneThatWasAboutToTakeThePlaceTakesItAtTheNextStart() throws IOException {
        Path root = fixture.checkout(entry(repository, first)).root();
        Files.move(root, root.resolveSibling(".new-0123456789abcdef-hello@" + first));
        Files.createDirectories(root.resolveSibling(".old-0123456789abcdef-hello@" + first + "/src"));
        Files.createDirectories(root.resolveSibling(".new-0123456789abcdef-other@v1/.git"));
        Files.createDirectories(root.resolveSibling(".newest"));
        Files.move(repository.directory(), fixture.directory().resolve("gone"));

        fixture.checkouts().cleanUp();

        assertThat(fixture.plugins())
                .isDirectoryNotContaining("glob:**/.new-*")
                .isDirectoryNotContaining("glob:**/.old-*")
                .isDirectoryContaining("glob:**/.newest");
        assertThat(fixture.checkout(entry(repository, first)).commit()).isEqualTo(first);
    }

    @Test
    void retainRemovesTheClonesOfOtherKeysAndNothingElse() throws IOException {
        Path kept = fixture.checkout(entry(repository, "v0.1.0")).root();
        Path gone = fixture.checkout(entry(repository, "v0.2.0")).root();
        Path precious = Files.writeString(fixture.directory().resolve("precious"), "mine");
        Files.createSymbolicLink(gone.resolve("link"), precious);
        Path link = Files.createSymbolicLink(fixture.plugins().resolve("linked"), kept);
        Path strange = Files.createDirectory(fixture.plugins().resolve("lost+found"));

        Freed freed = fixture.checkouts().retain(Set.of(new PluginKey("hello", "v0.1.0")));

        assertThat(freed.count()).isEqualTo(1);
        assertThat(freed.bytes()).isPositive();
        assertThat(gone).doesNotExist();
        assertThat(kept.resolve("config.json")).exists();
        assertThat(precious).hasContent("mine");
        assertThat(link).isSymbolicLink();
        assertThat(strange).isDirectory();
        assertThat(fixture.plugins()).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void anOldCloneThatIsBeingDeletedIsLeftToWhoeverDeletesIt() throws Exception {
        PluginEntry entry = entry(repository, null);
        fixture.checkout(entry);
        for (int i = 0; i < 20; i++) {
            String next = repository.write("config.json", "{\"n\":" + i + "}").commit("Change " + i);
            assertThat(fixture.checkout(entry).commit()).isEqualTo(next);
        }

        OldClones.awaitDeleted();

        assertThat(fixture.plugins()).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void whatIsNotFlushedIsNotNeeded() throws IOException {
        Path git = fixture.checkout(entry(repository, first)).root().resolve(".git");
        for (String name : List.of("HEAD", "index", "config")) {
            Files.write(git.resolve(name), new byte[40]); // as after a power failure
        }
        Files.move(repository.directory(), fixture.directory().resolve("gone"));

        assertThat(fixture.checkout(entry(repository, first)).root().resolve("config.json"))
                .hasContent("{}");
    }

    @Test
    void sweepAndRetainNeedNoDirectory() {
        fixture.checkouts().cleanUp();
        assertThat(fixture.checkouts().retain(Set.of())).isEqualTo(Freed.NOTHING);
    }
}
