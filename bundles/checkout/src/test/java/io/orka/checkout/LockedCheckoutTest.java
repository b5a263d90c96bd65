package io.orka.checkout;

import static io.orka.checkout.CheckoutFixture.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import io.orka.registry.EntryLimits;
import io.orka.registry.LockEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The locked commit is checked out regardless of later changes of its branch. A tag that names another commit is
 * rejected.
 */
class LockedCheckoutTest {

    private CheckoutFixture fixture;
    private LocalRepository repository;
    private String first;

    @BeforeEach
    void release(@TempDir Path directory) {
        fixture = new CheckoutFixture(directory);
        repository = fixture.repository("repository");
        first = repository.write("config.json", "{}").write("word", "first").commit("First");
        repository.tag("v0.1.0");
    }

    private String moveOn() {
        String next = repository.write("word", "next").commit("Next");
        repository.tag("v0.1.0");
        return next;
    }

    /** Replaces the repository with one whose history does not contain the locked commit. */
    private void beginAnew() throws IOException {
        DirectoryTree.remove(repository.directory(), Failpoint.CLONE_DELETE);
        repository = fixture.repository("repository");
        repository.write("config.json", "{}").write("word", "other").commit("Other");
        repository.tag("v0.1.0");
    }

    private void deleteClones() throws IOException {
        DirectoryTree.remove(fixture.plugins(), Failpoint.CLONE_DELETE);
    }

    private static LockEntry locked(Checkout checkout) {
        return locked(checkout.ref(), checkout.commit());
    }

    private static LockEntry locked(String followed, String commit) {
        return new LockEntry(
                "S", "r", null, "", false, followed, commit, "1", "2", "javac", "17", EntryLimits.none(), null);
    }

    private Checkout rebuild(String version, LockEntry locked) {
        return fixture.checkouts().checkoutLocked(entry(repository, version), locked, CheckoutFixture.SILENT);
    }

    private CheckoutFailure failure(String version, LockEntry locked) {
        return catchThrowableOfType(CheckoutFailure.class, () -> rebuild(version, locked));
    }

    private Checkout follow(String version, LockEntry locked) {
        return fixture.checkouts().checkout(entry(repository, version), locked, CheckoutFixture.SILENT);
    }

    @Test
    void theCloneIsEnoughForTheLockedCommit() throws IOException {
        LockEntry locked = locked(fixture.checkout(entry(repository, "v0.1.0")));
        Files.delete(fixture.plugins().resolve("hello@v0.1.0/word"));
        DirectoryTree.remove(repository.directory(), Failpoint.CLONE_DELETE);

        Checkout checkout = rebuild("v0.1.0", locked);

        assertThat(checkout.commit()).isEqualTo(first);
        assertThat(checkout.ref()).isEqualTo("refs/tags/v0.1.0");
        assertThat(checkout.root().resolve("word")).hasContent("first");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"v0.1.0", "main"})
    void theHostGivesTheLockedCommitAlthoughTheNameHasMoved(String version) throws IOException {
        LockEntry locked = locked(fixture.checkout(entry(repository, version)));
        String next = moveOn();
        deleteClones();

        Checkout checkout = rebuild(version, locked);

        assertThat(checkout.commit()).isEqualTo(first);
        assertThat(checkout.ref()).isEqualTo(locked.followed());
        assertThat(checkout.root().resolve("word")).hasContent("first");
        assertThat(checkout.tagNow()).isEqualTo("v0.1.0".equals(version) ? next : null);
    }

    @Test
    void aNameThatReadsLikeTheLockedCommitIsNotFollowed() throws Exception {
        LockEntry locked = locked(fixture.checkout(entry(repository, "v0.1.0")));
        moveOn();
        repository.tag(first);
        deleteClones();

        assertThat(rebuild("v0.1.0", locked).root().resolve("word")).hasContent("first");
    }

    @Test
    void aLockedCommitThatIsGoneIsNamedWithTheWayOut() throws IOException {
        LockEntry tag = locked(fixture.checkout(entry(repository, "v0.1.0")));
        LockEntry branch = locked(fixture.checkout(entry(repository, "main")));
        LockEntry commit = locked(fixture.checkout(entry(repository, first)));
        beginAnew();
        deleteClones();

        CheckoutFailure failure = failure("v0.1.0", tag);

        assertThat(failure.code()).isEqualTo("ORKA-GIT-27");
        assertThat(failure.reason())
                .isEqualTo("the locked commit %s is neither in the clone nor in %s"
                        .formatted(first, repository.directory()));
        assertThat(failure.remedy())
                .endsWith("the present commit of 'v0.1.0': orka:remove hello@v0.1.0, then orka:add");
        assertThat(failure("main", branch).remedy()).endsWith("the present commit of 'main': orka:reload hello@main");
        assertThat(failure(first, commit).remedy()).contains("switch to another version: orka:swap hello@" + first);
    }

    @Test
    void whatIsNoCommitIsNamedLikeOneThatIsGone() throws Exception {
        Checkout checkout = fixture.checkout(entry(repository, "v0.1.0"));
        String annotated;
        try (Git git = Git.open(repository.directory().toFile())) {
            annotated = git.tag()
                    .setName("annotated")
                    .setAnnotated(true)
                    .setMessage("with words")
                    .call()
                    .getObjectId()
                    .name();
        }
        for (String id : new String[] {checkout.tree(), annotated, "1234567", "no-id", "0".repeat(40)}) {
            assertThat(failure("v0.1.0", locked(checkout.ref(), id)))
                    .as(id)
                    .isNotNull()
                    .satisfies(e -> assertThat(e.code()).isEqualTo("ORKA-GIT-27"))
                    .hasMessageContaining(id);
        }
    }

    @Test
    void aTagThatWasMovedIsNotFollowed() throws IOException {
        LockEntry locked = locked(fixture.checkout(entry(repository, "v0.1.0")));
        String next = moveOn();

        CheckoutFailure failure = catchThrowableOfType(CheckoutFailure.class, () -> follow("v0.1.0", locked));

        assertThat(failure.code()).isEqualTo("ORKA-GIT-26");
        assertThat(failure.reason())
                .isEqualTo("the tag 'v0.1.0' of %s was moved from the locked commit %s to commit %s"
                        .formatted(repository.directory(), first, next));
        assertThat(failure.remedy()).contains("orka:remove hello@v0.1.0, then orka:add");
        assertThat(fixture.plugins().resolve("hello@v0.1.0/word")).hasContent("first");
        assertThat(fixture.checkout(entry(repository, "v0.1.0")).commit()).isEqualTo(next);
    }

    @Test
    void aTagThatWasWrittenAnewForTheSameCommitIsTheSame() throws Exception {
        LockEntry locked = locked(fixture.checkout(entry(repository, "v0.1.0")));
        try (Git git = Git.open(repository.directory().toFile())) {
            git.tag()
                    .setName("v0.1.0")
                    .setAnnotated(true)
                    .setMessage("signed later")
                    .setForceUpdate(true)
                    .call();
        }
        deleteClones();

        assertThat(follow("v0.1.0", locked).commit()).isEqualTo(first);
        assertThat(rebuild("v0.1.0", locked).tagNow()).isNull();
    }

    @Test
    void aBranchMayMove() {
        LockEntry locked = locked(fixture.checkout(entry(repository, "main")));
        String next = moveOn();

        assertThat(follow("main", locked).commit()).isEqualTo(next);
    }
}
