package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home on a small disk of its own, which fills at each step of a host's life and has room again later. */
class FullDiskTest {

    private static final int ROUNDS = Integer.getInteger("orka.soak.disks", 1);

    @TempDir
    private Path directory;

    private Path disk;
    private Path filler;
    private OrkaHome home;
    private Path registry;
    private StoryRepository repository;
    private int release;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=48m,mode=700", "tmpfs", disk.toString()) == 0;
        assertThat(mounted || !Boolean.getBoolean("orka.ci")).isTrue();
        assumeTrue(mounted, "only root can mount a disk");
        filler = disk.resolve("filler");
        home = OrkaHome.of(disk.resolve("home"));
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
        int unused = run("umount", "-l", disk.toString());
    }

    @Test
    void whatServesServesAndEverythingHealsByItself() throws Exception {
        try (HostProcess host = HostProcess.start(home, registry)) {
            await(host, "orka:call moves Say", "answer 1");
            await(host, "orka:call stays Say", "answer stays");
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
        fill();
        release();
        register();
        await(host, "orka:why moves", "the disk is full");
        bothServe(host, release - 1);
        assertThat(host.say("orka:why moves")).contains("Free space").doesNotContain("quarantined");
        free();
        await(host, "orka:call moves Say", "answer " + release);
    }

    private void aSwapHeals(HostProcess host) throws Exception {
        fill();
        release();
        assertThat(host.say("orka:swap moves v" + release)).startsWith("FAILED");
        bothServe(host, release - 1);
        free();
        await(host, "orka:call moves Say", "answer " + release);
    }

    private void aRollbackHeals(HostProcess host) throws Exception {
        fill();
        String unused = host.say("orka:rollback moves"); // it needs no room but for the lock
        assertThat(host.say("orka:call stays Say")).contains("answer stays");
        assertThat(host.say("orka:call moves Say")).contains("\"success\":true");
        free();
        register();
        await(host, "orka:call moves Say", "answer " + release);
    }

    private void aRestartHeals() throws Exception {
        fill();
        try (HostProcess host = HostProcess.launch(home, registry)) {
            if (host.runs()) {
                bothServe(host, release);
            }
            free();
        }
        try (HostProcess host = HostProcess.start(home, registry)) {
            await(host, "orka:call moves Say", "answer " + release);
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

    private void fill() throws IOException {
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private void free() throws IOException {
        Files.delete(filler);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Asks until the answer has come true; fails with the host's output if the host ends. */
    private static void await(HostProcess host, String command, String answer) throws Exception {
        String said = host.say(command);
        while (!said.contains(answer)) {
            host.awaitOutput("");
            assertThat(said).as(host.output()).doesNotContain("ORKA-SHELL-0");
            said = host.say(command);
        }
    }
}
