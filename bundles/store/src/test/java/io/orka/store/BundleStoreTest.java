package io.orka.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orka.durable.Freed;
import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleStoreTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path home;

    private Path directory;
    private BundleStore store;

    @BeforeEach
    void openStore() throws IOException {
        directory = home.toRealPath().resolve("store");
        store = new BundleStore(directory);
    }

    @Test
    void whatWasAddedIsFoundAlsoAfterReopening() throws IOException {
        PluginBundle staged = StagedBundle.in(store, "one");
        PluginBundle added = store.add(staged);
        assertThat(added.directory()).isEqualTo(directory.resolve(staged.digest()));
        assertThat(staged.directory()).doesNotExist();
        assertThat(store.find(staged.digest())).contains(added);
        assertThat(new BundleStore(directory).find(staged.digest())).contains(added);
        assertThat(store.digests()).containsExactly(staged.digest());
    }

    @Test
    void addingTheSameTwiceKeepsTheFirst() throws IOException {
        PluginBundle added = store.add(StagedBundle.in(store, "one"));
        Object key = Files.readAttributes(added.directory(), BasicFileAttributes.class)
                .fileKey();
        PluginBundle again = StagedBundle.in(store, "one");
        assertThat(store.add(again)).isEqualTo(added);
        assertThat(again.directory()).doesNotExist();
        assertThat(Files.readAttributes(added.directory(), BasicFileAttributes.class)
                        .fileKey())
                .isEqualTo(key);
    }

    @Test
    void addingWhatIsAlreadyInTheStoreIsRefusedAndRemovesNothing() throws IOException {
        PluginBundle added = store.add(StagedBundle.in(store, "one"));
        assertThatIllegalArgumentException().isThrownBy(() -> store.add(added));
        assertThat(store.find(added.digest())).contains(added);
    }

    @Test
    void twoThreadsMayAddTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier together = new CyclicBarrier(2);
            for (int i = 0; i < 50; i++) {
                List<Future<PluginBundle>> added = new ArrayList<>();
                for (int thread = 0; thread < 2; thread++) {
                    PluginBundle staged = StagedBundle.in(store, "round " + i);
                    added.add(threads.submit(() -> {
                        together.await();
                        return store.add(staged);
                    }));
                }
                assertThat(added.get(0).get()).isEqualTo(added.get(1).get());
                assertThat(store.find(added.get(0).get().digest())).isPresent();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.digests()).hasSize(50);
        assertThat(store.stagingDirectory()).isEmptyDirectory();
    }

    @Test
    void damagedBundleIsSetAsideAndCanBeAddedAgain() throws IOException {
        PluginBundle bundle = store.add(StagedBundle.in(store, "one"));
        Files.writeString(bundle.directory().resolve("acme/Extra.class"), "smuggled in");
        assertThat(store.add(StagedBundle.in(store, "one"))).isEqualTo(bundle);
        assertThat(store.find(bundle.digest())).contains(bundle);
        assertThat(directory.resolve(bundle.digest() + ".damaged-1/acme/Extra.class"))
                .exists();

        Files.delete(bundle.directory().resolve("META-INF/MANIFEST.MF"));
        assertThat(store.find(bundle.digest())).isEmpty();
        assertThat(directory.resolve(bundle.digest() + ".damaged-2")).isDirectory();
        assertThat(new BundleStore(directory).digests()).isEmpty();
    }

    @Test
    void linkInsideABundleOrInItsPlaceIsDamage() throws IOException {
        PluginBundle bundle = store.add(StagedBundle.in(store, "one"));
        Path file = bundle.directory().resolve("acme/Plugin.class");
        Path copy = Files.copy(file, home.resolve("copy"));
        Files.delete(file);
        Files.createSymbolicLink(file, copy);
        assertThat(store.find(bundle.digest())).isEmpty();

        PluginBundle good = store.add(StagedBundle.in(store, "one"));
        Path elsewhere = home.resolve("elsewhere");
        Files.move(good.directory(), elsewhere);
        Files.createSymbolicLink(good.directory(), elsewhere);
        assertThat(store.find(good.digest())).isEmpty();
        assertThat(elsewhere.resolve("acme/Plugin.class")).exists();
    }

    @Test
    void unfinishedBundlesAreSweptWhenTheStoreIsOpened() throws IOException {
        PluginBundle kept = store.add(StagedBundle.in(store, "kept"));
        Path outside = Files.writeString(home.resolve("outside"), "x");
        PluginBundle unfinished = StagedBundle.in(store, "unfinished");
        Files.createSymbolicLink(unfinished.directory().resolve("link"), outside);
        BundleStore reopened = new BundleStore(directory);
        assertThat(reopened.stagingDirectory())
                .isEqualTo(store.stagingDirectory())
                .isEmptyDirectory();
        assertThat(reopened.digests()).containsExactly(kept.digest());
        assertThat(outside).exists();
    }

    @Test
    void removedBundlesAreGone() throws IOException {
        PluginBundle bundle = store.add(StagedBundle.in(store, "one"));
        store.remove(bundle.digest());
        store.remove(bundle.digest());
        assertThat(store.find(bundle.digest())).isEmpty();
        try (Stream<Path> children = Files.list(directory)) {
            assertThat(children).containsExactly(store.stagingDirectory());
        }
        assertThat(store.stagingDirectory()).isEmptyDirectory();
    }

    @Test
    void retainRemovesWhatNobodyNamesAndSaysWhatThatFreed() throws IOException {
        PluginBundle named = store.add(StagedBundle.in(store, "named"));
        PluginBundle unnamed = store.add(StagedBundle.in(store, "unnamed"));
        Path strange = Files.createDirectory(directory.resolve("lost+found"));
        long bytes = Files.size(unnamed.directory().resolve("acme/Plugin.class"))
                + Files.size(unnamed.directory().resolve("META-INF/MANIFEST.MF"));

        assertThat(store.retain(Set.of(named.digest()), HOUR, HOUR)).isEqualTo(Freed.NOTHING);
        assertThat(store.digests()).hasSize(2);
        assertThat(store.retain(Set.of(named.digest()), Duration.ZERO, HOUR)).isEqualTo(new Freed(1, bytes));
        assertThat(store.digests()).containsExactly(named.digest());
        assertThat(store.find(named.digest())).contains(named);
        assertThat(strange).isDirectory();
        assertThat(store.stagingDirectory()).isEmptyDirectory();
    }

    @Test
    void retainRemovesDamagedBundlesThatWereSetAsideLongEnough() throws IOException {
        PluginBundle bundle = store.add(StagedBundle.in(store, "one"));
        Path outside = Files.writeString(home.resolve("outside"), "x");
        Files.createSymbolicLink(bundle.directory().resolve("link"), outside);
        Files.setLastModifiedTime(bundle.directory(), FileTime.from(Instant.EPOCH));
        assertThat(store.find(bundle.digest())).isEmpty();
        Path aside = directory.resolve(bundle.digest() + ".damaged-1");

        store.retain(Set.of(), Duration.ZERO, HOUR);
        assertThat(aside).as("set aside just now, made long ago").isDirectory();
        assertThat(store.retain(Set.of(), HOUR, Duration.ZERO).count()).isEqualTo(1);
        assertThat(aside).doesNotExist();
        assertThat(outside).hasContent("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../outside", "incoming", "ABCDEF", "/etc"})
    void whatIsNoDigestNeverBecomesAPath(String text) {
        assertThatExceptionOfType(StoreFailure.class)
                .isThrownBy(() -> store.find(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ORKA-STORE-02"));
        assertThatExceptionOfType(StoreFailure.class).isThrownBy(() -> store.remove(text));
    }

    @Test
    void onlyTheOwnerCanEnter() throws IOException {
        assertThat(Files.getPosixFilePermissions(directory))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE);
    }

    @Test
    void fileInTheStoresPlaceIsNamed() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "x");
        assertThatExceptionOfType(StoreFailure.class)
                .isThrownBy(() -> new BundleStore(file))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ORKA-STORE-01"))
                .withMessageContaining(file.toString());
    }
}
