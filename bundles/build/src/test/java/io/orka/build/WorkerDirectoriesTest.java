package io.orka.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.build.worker.FreshDirectory;
import io.orka.checkout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerDirectoriesTest {

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    @TempDir
    private Path directory;

    private Checkout plugin;

    @BeforeEach
    void write() throws IOException {
        plugin = new Fixture(directory.resolve("plain"))
                .with("Hello.java", Fixture.HELLO)
                .checkout();
    }

    private Builds builds() {
        return Fixture.builds(directory, Duration.ofMinutes(2));
    }

    /** Returns the identifier of this home's host, which remains the same after a restart. */
    private String host() throws IOException {
        Path work = directory.resolve("work");
        return UUID.nameUUIDFromBytes((Files.readString(work.resolve(".host")) + work.toRealPath()).getBytes(UTF_8))
                .toString();
    }

    private List<Path> ofThisHost() throws IOException {
        String prefix = "orka-build-" + host().substring(0, 8) + "-";
        try (Stream<Path> all = Files.list(TEMPORARY)) {
            return all.filter(each -> each.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }

    @Test
    void aDirectoryThatIsCleanedUnderItsWorkerIsMadeAgain() throws Exception {
        try (Builds builds = builds()) {
            builds.build(plugin, phase -> {});
            List<Path> first = ofThisHost();
            assertThat(first).hasSize(1);

            FreshDirectory.remove(first.get(0));
            builds.build(plugin, phase -> {});
            assertThat(ofThisHost()).hasSize(1).doesNotContainAnyElementsOf(first);

            FreshDirectory.remove(directory.resolve("work"));
            assertThat(builds.build(plugin, phase -> {}).jar()).isRegularFile();
        }
        assertThat(directory.resolve("work")).exists();
    }

    @Test
    void whatADeadHostLeftIsSweptAndThatOfOthersIsNot() throws Exception {
        try (Builds builds = builds()) {
            builds.build(plugin, phase -> {});
        }
        assertThat(ofThisHost()).isEmpty();
        Path left = new WorkerDirectories(TEMPORARY, host()).fresh();
        Files.createFile(left.resolve("arguments"));
        Path stranger = new WorkerDirectories(TEMPORARY, UUID.randomUUID().toString()).fresh();
        try (Builds builds = builds()) {
            builds.build(plugin, phase -> {});

            assertThat(left).doesNotExist();
            assertThat(stranger).isDirectory();
        } finally {
            Files.delete(stranger);
        }
    }
}
