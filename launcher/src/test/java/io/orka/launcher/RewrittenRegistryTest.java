package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.PluginState;
import io.orka.registry.InvalidRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The registry is repeatedly emptied, truncated and rewritten in place, as by a script, while the host applies it. Its
 * final content is always the same, so no plugin stops or starts.
 */
class RewrittenRegistryTest {

    private static final int REWRITES = Integer.getInteger("orka.soak.rewrites", 200);
    private static final long SEED = Long.getLong("orka.seed", System.nanoTime());

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);
    private final AtomicLong applied = new AtomicLong();

    @Test
    void nothingStopsWhileTheRegistryIsTorn() throws Exception {
        Load load = new Load();
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("load").write("config.json", StoryRepository.CONFIG);
            repository.write("Plugin.java", load.plugin("v0.1.0")).tag("v0.1.0");
            host.repository("beside")
                    .plainPlugin("return Response.ok(\"beside\");")
                    .tag("v0.1.0");
            Orka orka = host.register("load@v0.1.0", "beside@v0.1.0").start();
            String whole = Files.readString(host.registryFile());

            History history = load.start(orka.service("load"), orka.service("load@v0.1.0"));
            Writer writer = new Writer(host.registryFile(), whole);
            writer.start();
            int refused = 0;
            while (writer.isAlive()) {
                try {
                    assertThat(orka.plugins().apply().items()).isEmpty();
                } catch (InvalidRegistry torn) {
                    refused++;
                }
                applied.incrementAndGet();
            }
            writer.join();
            History.Verdict verdict = load.end(history);

            String how = "-Dorka.seed=" + SEED;
            assertThat(writer.failure).as(how).isNull();
            assertThat(refused).as("torn registries seen, " + how).isPositive().isLessThan((int) applied.get());
            assertThat(verdict.findings()).as(how).isEmpty();
            assertThat(verdict.counts()).as(how).isEmpty();
            assertThat(verdict.calls()).isPositive();
            assertThat(host.say("beside", "").data()).isEqualTo("beside");
            assertThat(orka.plugins().list()).as(how).hasSize(2).allSatisfy(status -> {
                assertThat(status.state()).isEqualTo(PluginState.ACTIVE);
                assertThat(status.generation()).isLessThanOrEqualTo(2);
            });
        }
    }

    /** Rewrites the registry. The host reads some of the incomplete states; others are replaced at once. */
    private final class Writer extends Thread {

        private final Path file;
        private final String whole;
        private volatile @Nullable Exception failure;

        Writer(Path file, String whole) {
            super("writer");
            this.file = file;
            this.whole = whole;
        }

        @Override
        public void run() {
            try {
                for (int i = 0; i < REWRITES; i++) {
                    rewrite(whole + " ".repeat(random.nextInt(20)) + "\n");
                }
            } catch (IOException e) {
                failure = e;
            }
        }

        private void rewrite(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (random.nextBoolean()) {
                Files.delete(file);
                see();
            }
            Files.write(file, new byte[0]);
            see();
            int cut = random.nextInt(bytes.length);
            Files.write(file, Arrays.copyOf(bytes, cut));
            see();
            Files.write(file, Arrays.copyOfRange(bytes, cut, bytes.length), StandardOpenOption.APPEND);
            see();
        }

        private void see() {
            long seen = applied.get() + random.nextInt(3);
            while (applied.get() < seen) {
                Poll.again();
            }
        }
    }
}
