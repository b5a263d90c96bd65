package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a home that is not writable, the last host's versions become active, and changes wait for a writable home. */
@Tag("machine")
class ReadOnlyHomeTest {

    @TempDir
    private Path directory;

    private SmallDisk disk;
    private OrkaHome home;
    private Path registry;

    @BeforeEach
    void served() throws Exception {
        disk = SmallDisk.mount(directory.resolve("disk"));
        home = OrkaHome.of(disk.directory().resolve("home"));
        registry = directory.resolve("plugins.json");
        StoryRepository repository = new StoryRepository(directory.resolve("well"));
        repository.plainPlugin("return Response.ok(\"answer 1\");").tag("v1");
        repository.plainPlugin("return Response.ok(\"answer 2\");").tag("v2");
        register(1);
        try (HostProcess host = HostProcess.start(home, registry)) {
            host.awaitAnswer("orka:call well Say", "answer 1");
        }
    }

    @AfterEach
    void unmount() throws Exception {
        disk.close();
    }

    @Test
    void servesFromAReadOnlyHomeAndMakesChangesWhenItIsWritableAgain() throws Exception {
        disk.makeReadOnly();
        try (HostProcess host = HostProcess.start(home, registry)) {
            assertThat(host.say("orka:call well Say")).contains("answer 1");
            assertThat(host.output()).contains("ORKA-HOST-22");
            host.awaitOutput("ORKA-HOST-21");
            assertThat(host.say("orka:status")).contains("ORKA-HOST-21");
            assertThat(host.say("orka:reload well")).startsWith("FAILED").contains("ORKA-HOST-21");
            register(2);
            host.awaitOutput("Keeping the current plugins");
            assertThat(host.say("orka:call well Say")).contains("answer 1");

            disk.makeWritable();

            host.awaitAnswer("orka:call well Say", "answer 2");
            assertThat(host.say("orka:status")).doesNotContain("ORKA-HOST-21");
        }
        try (HostProcess host = HostProcess.start(home, registry)) {
            assertThat(host.say("orka:call well Say")).contains("answer 2");
            assertThat(host.output()).doesNotContain("ORKA-HOST-22");
        }
    }

    @Test
    void staysTheOnlyHostOfItsHome() throws Exception {
        OrkaHome view = OrkaHome.of(disk.readOnlyView(directory.resolve("view")).resolve("home"));
        try (HostProcess host = HostProcess.start(home, registry)) {
            assertThatNoOtherStarts(view, host);
        }
        try (HostProcess host = HostProcess.start(view, registry)) {
            assertThat(host.say("orka:call well Say")).contains("answer 1");
            assertThatNoOtherStarts(view, host);
            assertThatNoOtherStarts(home, host);
            try (HostProcess other = HostProcess.launch(view, elsewhere())) {
                assertThat(other.exit()).isEqualTo(1);
                assertThat(other.output()).contains("ORKA-HOST-01");
            }
        }
    }

    /**
     * Copies the registry to a directory in which a host gets a separate temporary directory, like a service with a
     * private one.
     */
    private Path elsewhere() throws IOException {
        return Files.copy(
                registry, Files.createDirectory(directory.resolve("elsewhere")).resolve("plugins.json"));
    }

    @Test
    void servesWhereNoFileCanBeMade() throws Exception {
        disk.fillWithFiles();
        try (HostProcess host = HostProcess.start(home, registry)) {
            assertThat(host.say("orka:call well Say")).contains("answer 1");
            register(2);
            host.awaitAnswer("orka:why well", "the disk is full");
            assertThat(host.say("orka:call well Say")).contains("answer 1");

            disk.free();

            host.awaitAnswer("orka:call well Say", "answer 2");
        }
    }

    @Test
    void aHomeWithNothingToServeIsRefused() throws Exception {
        Files.delete(home.lockFile());
        disk.makeReadOnly();
        try (HostProcess host = HostProcess.launch(home, registry)) {
            assertThat(host.exit()).isEqualTo(1);
            assertThat(host.output()).contains("ORKA-HOST-02").contains("Read-only file system");
        }
    }

    private void assertThatNoOtherStarts(OrkaHome seen, HostProcess host) throws IOException, InterruptedException {
        try (HostProcess other = HostProcess.launch(seen, registry)) {
            assertThat(other.exit()).isEqualTo(1);
            assertThat(other.output()).contains("ORKA-HOST-01");
        }
        assertThat(host.say("orka:call well Say")).contains("answer 1");
    }

    private void register(int version) throws IOException {
        Files.writeString(
                registry,
                "[{\"name\": \"well\", \"version\": \"v%d\", \"repo\": \"%s\", \"service\": \"S\"}]"
                        .formatted(version, directory.resolve("well")));
    }
}
