package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.deploy.GuestJvm;
import io.orka.process.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the archive of the classes that a plugin's separate JVM loads at its start. */
class GuestArchiveTest {

    @TempDir
    private Path directory;

    private Processes processes;

    @BeforeEach
    void open() {
        processes = new Processes(directory.resolve("run"), directory.resolve("logs"));
    }

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void theFirstStartHasItMadeAndTheNextOnesUseIt() throws Exception {
        GuestJvm jvm = Distribution.find().guestJvm();
        Path archives = directory.resolve("archives");
        try (GuestArchive first = GuestArchive.in(archives, jvm, processes)) {
            assertThat(first.archived().archive().get()).isEmpty();
            first.await();
        }
        try (GuestArchive next = GuestArchive.in(archives, jvm, processes)) {
            List<String> options = next.archived().archive().get();
            assertThat(options).first().asString().startsWith("-XX:SharedArchiveFile=" + archives + "/guest-");
        }
        assertThat(archives).isDirectoryContaining("glob:**/guest-*.jsa");
        try (var entries = Files.list(archives)) {
            assertThat(entries).hasSize(1);
        }
    }

    @Test
    void itIsNotMadeWhereOthersCouldChangeIt() throws Exception {
        Path archives = Files.createDirectories(directory.resolve("archives"));
        Files.setPosixFilePermissions(archives, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (GuestArchive archive =
                GuestArchive.in(archives, Distribution.find().guestJvm(), processes)) {
            assertThat(archive.archived().archive().get()).isEmpty();
            archive.await();
            assertThat(archives).isEmptyDirectory();
        }
    }
}
