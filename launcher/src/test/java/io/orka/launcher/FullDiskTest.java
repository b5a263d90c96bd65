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

/** A home on a small disk of its own, which fills at each step of a host's life and has room again later. */
@Tag("machine")
class FullDiskTest {

    private static final int ROUNDS = Integer.getInteger("orka.soak.disks", 1);

    @TempDir
    private Path directory;

    private SmallDisk disk;
    private OrkaHome home;
    private Path registry;
    private StoryRepository repository;
    private int release;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(directory.resolve("disk"));
        home = OrkaHome.of(disk.directory().resolve("home"));
        registry = directory.resolve("plugins.json");
        new StoryRepository(directory.resolve("stays"))
                .plainPlugin("return Response.ok(\"answer stays\");")
                .tag("v0");
        repository = new StoryRepository(directory.resolve("moves"));
        release();
        register();
    }

    @AfterEach
    void unmount() throws Exception {
        disk.close();
    }

    @Test
    void whatServesServesAndEverythingHealsByItself() throws Exception {
        try (HostProcess host = HostProcess.start(home, registry)) {
            host.awaitAnswer("orka:call moves Say", "answer 1");
            host.awaitAnswer("orka:call stays Say", "answer stays");
        }
        for (int i = 0; i < ROUNDS; i++) {
            try (HostProcess host = HostProcess.start(home, registry)) {
                anEditHeals(host);
                aSwapHeals(host);
                aRollbackHeals(host);
            }
            aRestartHeals();
        }
    }

    private void anEditHeals(HostProcess host) throws Exception {
        disk.fill();
        release();
        register();
        host.awaitAnswer("orka:why moves", "the disk is full");
        bothServe(host, release - 1);
        assertThat(host.say("orka:why moves")).contains("Free space").doesNotContain("quarantined");
        disk.free();
        host.awaitAnswer("orka:call moves Say", "answer " + release);
    }

    private void aSwapHeals(HostProcess host) throws Exception {
        disk.fill();
        release();
        assertThat(host.say("orka:swap moves v" + release)).startsWith("FAILED");
        bothServe(host, release - 1);
        disk.free();
        host.awaitAnswer("orka:call moves Say", "answer " + release);
    }

    private void aRollbackHeals(HostProcess host) throws Exception {
        disk.fill();
        String unused = host.say("orka:rollback moves"); // it needs no room but for the lock
        assertThat(host.say("orka:call stays Say")).contains("answer stays");
        assertThat(host.say("orka:call moves Say")).contains("\"success\":true");
        disk.free();
        register();
        host.awaitAnswer("orka:call moves Say", "answer " + release);
    }

    private void aRestartHeals() throws Exception {
        disk.fill();
        try (HostProcess host = HostProcess.start(home, registry)) {
            bothServe(host, release);
            assertThat(host.output()).contains("ORKA-HOST-22");
            disk.free();
            release();
            register();
            host.awaitAnswer("orka:call moves Say", "answer " + release);
        }
        try (HostProcess host = HostProcess.start(home, registry)) {
            host.awaitAnswer("orka:call moves Say", "answer " + release);
            bothServe(host, release);
        }
    }

    private static void bothServe(HostProcess host, int version) throws IOException {
        assertThat(host.say("orka:call stays Say")).contains("answer stays");
        assertThat(host.say("orka:call moves Say")).as(host.output()).contains("answer " + version);
    }

    private void release() {
        release++;
        repository
                .plainPlugin("return Response.ok(\"answer " + release + "\");")
                .tag("v" + release);
    }

    private void register() throws IOException {
        Files.writeString(registry, "[%s, %s]".formatted(entry("stays", 0), entry("moves", release)));
    }

    private String entry(String name, int version) {
        return "{\"name\": \"%s\", \"version\": \"v%d\", \"repo\": \"%s\", \"service\": \"S\"}"
                .formatted(name, version, directory.resolve(name));
    }
}
