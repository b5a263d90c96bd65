package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRepositoryTest {

    @Test
    void copyReplacesWhatWasThere(@TempDir Path directory) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("folder"));
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("src/A.java"), "class A {}");
        Files.createDirectories(folder.resolve("target/classes"));
        Files.writeString(folder.resolve("target/classes/A.class"), "built");
        Files.createDirectories(folder.resolve(".git/hooks"));
        CheckoutFixture fixture = new CheckoutFixture(directory);
        LocalRepository repository = fixture.repository("made").write("old.txt", "old");
        repository.commit("Begin");

        String commit = repository.copyFrom(folder).commit("Replace");
        Checkout checkout = fixture.checkout(CheckoutFixture.entry(repository, null));

        assertThat(checkout.commit()).isEqualTo(commit);
        assertThat(checkout.root().resolve("src/A.java")).hasContent("class A {}");
        assertThat(checkout.root().resolve("old.txt")).doesNotExist();
        assertThat(checkout.root().resolve("target")).doesNotExist();
    }

    @Test
    void sameContentsAndMessagesGiveTheSameCommits(@TempDir Path directory) {
        String[] commits = new String[2];
        for (int i = 0; i < 2; i++) {
            LocalRepository repository = LocalRepository.create(directory.resolve("r" + i));
            repository.write("a", "1").commit("One");
            commits[i] = LocalRepository.create(directory.resolve("r" + i))
                    .write("a", "2")
                    .commit("Two");
        }

        assertThat(commits[0]).isEqualTo(commits[1]);
    }
}
