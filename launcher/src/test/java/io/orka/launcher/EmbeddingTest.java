package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedding application opens two hosts in its own process. */
class EmbeddingTest {

    @TempDir
    private Path directory;

    @Test
    void twoHostsLiveInOneProcess() throws Exception {
        try (StoryHost one = host("one");
                StoryHost two = host("two")) {
            one.start();
            two.start();

            assertThat(one.say("plugin", "").data()).isEqualTo("one");
            assertThat(two.say("plugin", "").data()).isEqualTo("two");
        }
    }

    private StoryHost host(String name) throws Exception {
        StoryHost host = new StoryHost(Files.createDirectories(directory.resolve(name)));
        host.repository("plugin")
                .plainPlugin("return Response.ok(\"" + name + "\");")
                .tag("v1.0.0");
        return host.register("plugin@v1.0.0");
    }
}
