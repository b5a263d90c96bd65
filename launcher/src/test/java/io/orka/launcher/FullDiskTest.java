package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the disk of a home is full, the active versions stay active. The host recovers when space is available again.
 */
@Tag("machine")
class FullDiskTest {

    private static final int ROUNDS = Integer.getInteger("orka.soak.disks", 1);

    @TempDir
    private Path directory;

    private SmallDisk disk;
    private OrkaHome home;
    private StaysAndMoves plugins;
    private int round;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(directory.resolve("disk"));
        home = OrkaHome.of(disk.directory().resolve("home"));
        plugins = new StaysAndMoves(directory);
    }

    @AfterEach
    void unmount() throws Exception {
        disk.close();
    }

    @Test
    void whatServesServesAndEverythingHealsByItself() throws Exception {
        try (HostProcess host = start()) {
            plugins.awaitLast(host);
        }
        for (round = 0; round < ROUNDS; round++) {
            try (HostProcess host = start()) {
                anEditHeals(host);
                aSwapHeals(host);
                aRollbackHeals(host);
            }
            aRestartHeals();
        }
    }

    private void anEditHeals(HostProcess host) throws Exception {
        fill();
        plugins.release();
        plugins.register();
        host.awaitAnswer("orka:why moves", "the disk is full");
        plugins.bothServeAsBefore(host);
        assertThat(host.say("orka:why moves")).contains("Free space").doesNotContain("quarantined");
        disk.free();
        plugins.awaitLast(host);
    }

    private void aSwapHeals(HostProcess host) throws Exception {
        fill();
        plugins.release();
        assertThat(host.say("orka:swap moves " + plugins.version())).startsWith("FAILED");
        plugins.bothServeAsBefore(host);
        disk.free();
        plugins.awaitLast(host);
    }

    private void aRollbackHeals(HostProcess host) throws Exception {
        fill();
        String unused = host.say("orka:rollback moves"); // needs space only for the lock file
        assertThat(host.say("orka:call stays Say")).contains("answer stays");
        assertThat(host.say("orka:call moves Say")).contains("\"success\":true");
        disk.free();
        plugins.register();
        plugins.awaitLast(host);
    }

    private void aRestartHeals() throws Exception {
        fill();
        try (HostProcess host = start()) {
            plugins.bothServe(host);
            assertThat(host.output()).contains("ORKA-HOST-22");
            disk.free();
            plugins.release();
            plugins.register();
            plugins.awaitLast(host);
        }
        try (HostProcess host = start()) {
            plugins.awaitLast(host);
            plugins.bothServe(host);
        }
    }

    private HostProcess start() throws Exception {
        return HostProcess.start(home, plugins.registry());
    }

    /** Fills the disk with data, or in every other round with empty files. */
    private void fill() throws Exception {
        if (round % 2 == 0) {
            disk.fill();
        } else {
            disk.fillWithFiles();
        }
    }
}
