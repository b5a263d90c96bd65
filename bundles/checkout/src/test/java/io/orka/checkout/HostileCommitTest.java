package io.orka.checkout;

import static io.orka.checkout.CheckoutFixture.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileCommitTest {

    private CheckoutFixture fixture;
    private LocalRepository repository;

    @BeforeEach
    void makeRepository(@TempDir Path directory) {
        fixture = new CheckoutFixture(directory);
        repository = fixture.repository("hostile");
        repository.write("config.json", "{}").commit("Begin");
    }

    /** Commits a tree with one entry, which may be one that no git program creates. */
    private void commit(String name, FileMode mode, byte[] content) throws IOException {
        commit(objects -> {
            ObjectId object = mode == FileMode.GITLINK
                    ? ObjectId.fromString("0123456789012345678901234567890123456789")
                    : objects.insert(mode == FileMode.TREE ? Constants.OBJ_TREE : Constants.OBJ_BLOB, content);
            TreeFormatter tree = new TreeFormatter();
            tree.append(name, mode, object);
            return tree;
        });
    }

    private interface Forest {
        TreeFormatter plant(ObjectInserter objects) throws IOException;
    }

    private void commit(Forest forest) throws IOException {
        try (Repository git = new FileRepositoryBuilder()
                        .setGitDir(repository.directory().resolve(".git").toFile())
                        .build();
                ObjectInserter objects = git.newObjectInserter()) {
            TreeFormatter tree = forest.plant(objects);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(objects.insert(tree));
            commit.setAuthor(new PersonIdent("Mallory", "mallory@localhost"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage("Trap");
            ObjectId id = objects.insert(commit);
            objects.flush();
            RefUpdate branch = git.updateRef("refs/heads/trap");
            branch.setNewObjectId(id);
            branch.forceUpdate();
        }
    }

    private CheckoutFailure failure(FetchLimits limits) {
        CheckoutFailure failure = catchThrowableOfType(
                CheckoutFailure.class,
                () -> fixture.checkouts(Credentials.none(), CheckoutFixture.LONG, limits)
                        .checkout(entry(repository, "trap"), null, CheckoutFixture.SILENT));
        assertThat(fixture.plugins()).isEmptyDirectory();
        return failure;
    }

    @Test
    void linkOutOfTheTreeBecomesAText() throws IOException {
        commit("README", FileMode.SYMLINK, "/etc/passwd".getBytes(StandardCharsets.UTF_8));

        Path link = fixture.checkout(entry(repository, "trap")).root().resolve("README");

        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(link).hasContent("/etc/passwd");
    }

    @ParameterizedTest
    @ValueSource(strings = {".git", ".GIT", "git~1", "..", ".", ".g\u200cit"})
    void nameThatGitForbidsIsRefused(String name) throws IOException {
        commit(name, FileMode.REGULAR_FILE, new byte[] {'x'});

        assertThat(failure(CheckoutFixture.LIMITS).line())
                .startsWith("ORKA-GIT-16")
                .contains("Git does not allow");
    }

    @Test
    void slashInsideANameIsRefused() throws IOException {
        commit("a/../../x", FileMode.REGULAR_FILE, new byte[] {'x'});

        assertThat(failure(CheckoutFixture.LIMITS).code()).isEqualTo("ORKA-GIT-16");
        assertThat(fixture.directory().resolve("x")).doesNotExist();
    }

    @Test
    void unknownModeIsRefused() throws IOException {
        commit("odd", FileMode.MISSING, new byte[] {'x'});

        assertThat(failure(CheckoutFixture.LIMITS).code()).isEqualTo("ORKA-GIT-15");
    }

    @Test
    void submoduleIsRefused() throws IOException {
        commit("library", FileMode.GITLINK, new byte[0]);

        assertThat(failure(CheckoutFixture.LIMITS).line())
                .startsWith("ORKA-GIT-07")
                .contains("'library'");
    }

    @Test
    void gitmodulesWithoutSubmodulesIsAFile() throws IOException {
        commit(".gitmodules", FileMode.REGULAR_FILE, new byte[] {'x'});

        assertThat(fixture.checkout(entry(repository, "trap")).root().resolve(".gitmodules"))
                .hasContent("x");
    }

    @Test
    void linkLongerThanAnyPathLeadsOut() throws IOException {
        commit("long", FileMode.SYMLINK, "x/".repeat(3000).getBytes(StandardCharsets.UTF_8));

        assertThat(fixture.checkout(entry(repository, "trap")).placeholders())
                .containsExactly(new Placeholder("long", Placeholder.Kind.LINK_OUT, "/"));
    }

    @Test
    void largeFileIsRefused() throws IOException {
        commit("large", FileMode.REGULAR_FILE, new byte[1001]);

        assertThat(failure(new FetchLimits(1_000_000, 10, 1000, 10_000)).line())
                .startsWith("ORKA-GIT-06")
                .contains("'large' has 1001 bytes; the limit is 1000", "increase 'git.maxFile' in config/host.json.");
    }

    @Test
    void manyFilesAreRefused() {
        for (int i = 0; i < 11; i++) {
            repository.write("file" + i, "x");
        }
        repository.commit("Many");
        repository.tag("trap");

        assertThat(failure(new FetchLimits(1_000_000, 10, 1000, 10_000)).line())
                .startsWith("ORKA-GIT-06")
                .contains("more than 10 files", "increase 'git.maxEntries' in config/host.json.");
    }

    @Test
    void treeWithoutFilesIsCountedToo() throws IOException {
        commit("empty", FileMode.TREE, new byte[0]);

        assertThat(failure(new FetchLimits(1_000_000, 0, 1000, 10_000)).code()).isEqualTo("ORKA-GIT-06");
    }

    /** Thirteen trees that each contain the next one ten times expand to 10^13 files or links. */
    @ParameterizedTest
    @ValueSource(strings = {"100644", "120000"})
    void treeThatNamesAnotherManyTimesIsRefused(String leaves) throws IOException {
        commit(objects -> {
            FileMode mode = FileMode.fromBits(Integer.parseInt(leaves, 8));
            TreeFormatter tree = tenTimes(mode, objects.insert(Constants.OBJ_BLOB, new byte[] {'x'}));
            for (int level = 0; level < 12; level++) {
                tree = tenTimes(FileMode.TREE, objects.insert(tree));
            }
            return tree;
        });

        assertThat(failure(new FetchLimits(1_000_000, 1000, 1000, 10_000)).code())
                .isEqualTo("ORKA-GIT-06");
    }

    private static TreeFormatter tenTimes(FileMode mode, ObjectId id) {
        TreeFormatter tree = new TreeFormatter();
        for (int i = 0; i < 10; i++) {
            tree.append("t" + i, mode, id);
        }
        return tree;
    }

    @Test
    void executableFileStaysOne() throws IOException {
        commit("mvnw", FileMode.EXECUTABLE_FILE, "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));

        assertThat(fixture.checkout(entry(repository, "trap")).root().resolve("mvnw"))
                .isExecutable();
    }
}
