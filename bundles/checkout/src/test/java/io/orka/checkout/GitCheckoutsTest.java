package io.orka.checkout;

import static io.orka.checkout.CheckoutFixture.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCheckoutsTest {

    private CheckoutFixture fixture;
    private LocalRepository repository;
    private String first;
    private String second;

    @BeforeEach
    void makeRepository(@TempDir Path directory) {
        fixture = new CheckoutFixture(directory);
        repository = fixture.repository("hello-plugin");
        first = repository
                .write("config.json", "{}")
                .write("src/Hello.java", "class Hello {}\r\n")
                .commit("Say hello");
        repository.tag("v0.1.0");
        second = repository
                .write("src/Hello.java", "class Hello { int two; }\n")
                .write("plugins/inner/config.json", "{}")
                .commit("Say more");
        repository.tag("v0.2.0");
    }

    @Test
    void tagBecomesItsCommitOnDisk() throws IOException {
        Checkout checkout = fixture.checkout(entry(repository, "v0.1.0"));

        assertThat(checkout.commit()).isEqualTo(first);
        assertThat(checkout.ref()).isEqualTo("refs/tags/v0.1.0");
        assertThat(checkout.tree()).matches("[0-9a-f]{40}");
        assertThat(checkout.root())
                .isEqualTo(fixture.plugins().toRealPath().resolve("hello@v0.1.0"))
                .isEqualTo(checkout.directory());
        assertThat(checkout.config().name()).isEqualTo("hello@v0.1.0");
        assertThat(checkout.root().resolve("src/Hello.java")).hasContent("class Hello {}\r\n");
        assertThat(checkout.root().resolve("plugins")).doesNotExist();
    }

    @Test
    void leadingVIsOptionalInBothDirections() {
        repository.tag("1.0.0");

        assertThat(fixture.checkout(entry(repository, "0.1.0")).ref()).isEqualTo("refs/tags/v0.1.0");
        assertThat(fixture.checkout(entry(repository, "v1.0.0")).ref()).isEqualTo("refs/tags/1.0.0");
    }

    @Test
    void withoutVersionTheDefaultBranchIsFollowed() {
        Checkout before = fixture.checkout(entry(repository, null));
        String third = repository.write("README", "more").commit("Explain");
        Checkout after = fixture.checkout(entry(repository, null));

        assertThat(before.ref()).isEqualTo("refs/heads/main");
        assertThat(before.commit()).isEqualTo(second);
        assertThat(after.commit()).isEqualTo(third);
        assertThat(after.root().resolve("README")).hasContent("more");
    }

    @Test
    void branchAndFullNameAreRefsToo() {
        assertThat(fixture.checkout(entry(repository, "main")).commit()).isEqualTo(second);
        assertThat(fixture.checkout(entry(repository, "refs/tags/v0.1.0")).commit())
                .isEqualTo(first);
    }

    @Test
    void commitOnOldHistoryIsFoundByItsIdWholeOrAbbreviated() {
        Checkout whole = fixture.checkout(entry(repository, first));
        Checkout abbreviated = fixture.checkout(entry(repository, first.substring(0, 8)));

        assertThat(whole.commit()).isEqualTo(first).isEqualTo(whole.ref());
        assertThat(abbreviated.commit()).isEqualTo(first);
    }

    @Test
    void tagWinsOverBranchOfTheSameName() throws Exception {
        try (var git = org.eclipse.jgit.api.Git.open(repository.directory().toFile())) {
            git.branchCreate().setName("v0.1.0").setStartPoint(second).call();
            git.tag()
                    .setName("annotated")
                    .setAnnotated(true)
                    .setMessage("with words")
                    .call();
        }

        assertThat(fixture.checkout(entry(repository, "v0.1.0")).commit()).isEqualTo(first);
        assertThat(fixture.checkout(entry(repository, "annotated")).commit()).isEqualTo(second);
    }

    @Test
    void refMayDifferFromTheVersion() {
        Checkout checkout =
                fixture.checkout(entry(CheckoutFixture.local(repository.directory()), "v9.0.0", "v0.1.0", ""));

        assertThat(checkout.commit()).isEqualTo(first);
        assertThat(checkout.root().getFileName()).hasToString("hello@v9.0.0");
    }

    @Test
    void movedTagIsFollowedWhereItIsNotLocked() {
        fixture.checkout(entry(repository, "v0.1.0"));
        String third = repository.write("README", "moved").commit("Move");
        repository.tag("v0.1.0");

        assertThat(fixture.checkout(entry(repository, "v0.1.0")).commit()).isEqualTo(third);
    }

    @Test
    void fetchIsShallowAndLeavesNoAddressBehind() throws IOException {
        Checkout checkout = fixture.checkout(entry(repository, "v0.2.0"));

        assertThat(checkout.root().resolve(".git/shallow")).hasContent(second);
        assertThat(checkout.root().resolve(".git/config")).content().doesNotContain("remote", "url");
        assertThat(checkout.root().resolve(".git/HEAD")).hasContent(second);
    }

    @Test
    void gitSeesACleanWorkTree() throws Exception {
        Checkout checkout = fixture.checkout(entry(repository, "v0.2.0"));

        try (var git = org.eclipse.jgit.api.Git.open(checkout.root().toFile())) {
            assertThat(git.status().call().isClean()).isTrue();
        }
    }

    @Test
    void whatABuildOrAnAttackerLeftIsGone() throws IOException {
        Checkout checkout = fixture.checkout(entry(repository, "v0.1.0"));
        Files.createDirectories(checkout.root().resolve("target"));
        Files.writeString(checkout.root().resolve("target/x.jar"), "planted");
        Files.writeString(checkout.root().resolve("src/Hello.java"), "changed");
        Files.createSymbolicLink(checkout.root().resolve("src/link"), fixture.directory());

        fixture.checkout(entry(repository, "v0.1.0"));

        assertThat(checkout.root().resolve("target")).doesNotExist();
        assertThat(checkout.root().resolve("src/link")).doesNotExist();
        assertThat(checkout.root().resolve("src/Hello.java")).hasContent("class Hello {}\r\n");
        assertThat(repository.directory()).isDirectory();
    }

    @Test
    void presentCommitNeedsNoRepository() throws IOException {
        Checkout checkout = fixture.checkout(entry(repository, first));
        Files.move(repository.directory(), fixture.directory().resolve("gone"));

        assertThat(fixture.checkout(entry(repository, first)).commit()).isEqualTo(checkout.commit());
    }

    @Test
    void damagedCloneIsMadeAnew() throws IOException {
        Checkout checkout = fixture.checkout(entry(repository, "v0.1.0"));
        try (var packs = Files.newDirectoryStream(checkout.root().resolve(".git/objects/pack"))) {
            for (Path pack : packs) {
                Files.write(pack, new byte[100]);
            }
        }

        assertThat(fixture.checkout(entry(repository, "v0.1.0"))).isEqualTo(checkout);
        assertThat(checkout.root().resolve("src/Hello.java")).hasContent("class Hello {}\r\n");
    }

    @Test
    void cloneWithoutMarkerIsMadeAnew() throws IOException {
        Checkout checkout = fixture.checkout(entry(repository, "v0.1.0"));
        Files.delete(checkout.root().resolve(".git/orka-complete"));
        Files.writeString(checkout.root().resolve(".git/stray"), "half a clone");

        fixture.checkout(entry(repository, "v0.1.0"));

        assertThat(checkout.root().resolve(".git/stray")).doesNotExist();
    }

    @Test
    void linkPlantedAmongTheObjectsIsNotFollowed() throws IOException {
        Checkout checkout = fixture.checkout(entry(repository, first));
        Files.createSymbolicLink(checkout.root().resolve(".git/objects/pack/pack-1.pack"), Path.of("/dev/zero"));

        assertThat(fixture.checkout(entry(repository, first))).isEqualTo(checkout);
        assertThat(checkout.root().resolve(".git/objects/pack/pack-1.pack")).doesNotExist();
    }

    @Test
    void configurationPlantedInTheCloneIsNotBelieved() throws IOException {
        Checkout checkout = fixture.checkout(entry(repository, "v0.1.0"));
        Path config = checkout.root().resolve(".git/config");
        Files.writeString(config, "[core]\n\tworktree = " + fixture.directory() + "\n\thooksPath = /tmp\n");

        fixture.checkout(entry(repository, "v0.1.0"));

        assertThat(config).content().doesNotContain("worktree", "hooksPath");
    }

    @Test
    void linkInPlaceOfTheCloneIsReplacedAndItsTargetSpared() throws IOException {
        Path precious = Files.createDirectories(fixture.directory().resolve("precious"));
        Files.writeString(precious.resolve("file"), "mine");
        Files.createDirectories(fixture.plugins());
        Files.createSymbolicLink(fixture.plugins().resolve("hello@v0.1.0"), precious);

        Checkout checkout = fixture.checkout(entry(repository, "v0.1.0"));

        assertThat(Files.isSymbolicLink(checkout.root())).isFalse();
        assertThat(precious.resolve("file")).hasContent("mine");
    }

    @Test
    void failureLeavesTheOldCloneAndNoLitter() throws IOException {
        fixture.checkout(entry(repository, null));
        Files.createDirectories(fixture.plugins().resolve(".new-0123456789abcdef-hello"));
        Files.move(repository.directory(), fixture.directory().resolve("gone"));

        assertThatThrownBy(() -> fixture.checkout(entry(repository, null)))
                .isInstanceOfSatisfying(
                        CheckoutFailure.class,
                        failure -> assertThat(failure.line())
                                .startsWith("ORKA-GIT-01: no Git repository at " + repository.directory()));
        assertThat(fixture.plugins()).isDirectoryNotContaining("glob:**/.*").isNotEmptyDirectory();
    }

    @Test
    void pathNamesADirectoryInside() {
        var url = CheckoutFixture.local(repository.directory());
        Checkout checkout = fixture.checkout(entry(url, "v0.2.0", null, "plugins/inner"));

        assertThat(checkout.directory()).isEqualTo(checkout.root().resolve("plugins/inner"));
        assertThat(checkout.config().name()).isEqualTo("inner");
    }

    @Test
    void manyKeysAreFetchedSideBySide() throws Exception {
        GitCheckouts checkouts = fixture.checkouts();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Checkout>> jobs = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                String version = i % 2 == 0 ? first.substring(0, 7 + i / 4) : "v0.2.0";
                jobs.add(threads.submit(
                        () -> checkouts.checkout(entry(repository, version), null, CheckoutFixture.SILENT)));
            }
            for (int i = 0; i < 32; i++) {
                assertThat(jobs.get(i).get().commit()).isEqualTo(i % 2 == 0 ? first : second);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void progressIsTold() {
        List<String> phases = new ArrayList<>();

        fixture.checkouts().checkout(entry(repository, "v0.1.0"), null, (phase, done, total) -> phases.add(phase));

        assertThat(phases).contains("Receiving objects");
    }
}
