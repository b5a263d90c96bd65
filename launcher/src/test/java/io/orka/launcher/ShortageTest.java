package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control socket works again after a temporary lack of descriptors. */
class ShortageTest {

    private static final String TROUBLE = "cannot accept clients";

    @TempDir
    private Path directory;

    @Test
    void theControlSocketOutlivesALackOfDescriptors() throws Exception {
        Path registry = Files.writeString(directory.resolve("plugins.json"), "[]");
        try (HostProcess host = HostProcess.start(OrkaHome.of(directory.resolve("home")), registry)) {
            assertThat(host.say("orka:list")).doesNotContain("FAILED");
            for (int time = 1; time <= 2; time++) {
                String before = host.limit("nofile", "3");
                FutureTask<String> waiting = new FutureTask<>(() -> host.say("orka:list"));
                new Thread(waiting, "waiting").start();
                while (host.output().split(TROUBLE, -1).length <= time) {
                    assertThat(waiting.isDone()).as(host.output()).isFalse();
                }
                host.limit("nofile", before);

                assertThat(waiting.get()).doesNotContain("FAILED");
                assertThat(host.say("orka:list")).doesNotContain("FAILED");
            }
            assertThat(host.output().split(TROUBLE, -1)).hasSize(3);
            assertThat(host.output().split("accepts clients again", -1)).hasSize(3);
        }
    }
}
