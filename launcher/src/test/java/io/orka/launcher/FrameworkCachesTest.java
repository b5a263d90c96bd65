package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host deletes the framework caches of earlier hosts. */
class FrameworkCachesTest {

    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private static void write(Path life) throws IOException {
        Path bundle = Files.createDirectories(life.resolve("bundle1"));
        Files.writeString(bundle.resolve("bundle.info"), "1");
    }

    /** Simulates a host that becomes ready and ends; returns the cache that it leaves. */
    private Path live() throws Exception {
        try (FrameworkCaches caches = FrameworkCaches.open(directory, LONG)) {
            write(caches.own());
            caches.served();
            return caches.own();
        }
    }

    @Test
    void theLastOneGoesWhenThisLifeHasLastedForAWhile() throws Exception {
        Path earlier = live();

        try (FrameworkCaches caches = FrameworkCaches.open(directory, Duration.ofMillis(1))) {
            write(caches.own());
            caches.served();
            while (Files.exists(earlier)) {
                Poll.again();
            }
        }

        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void shortLivesLeaveItToAnother() throws Exception {
        for (int life = 1; life <= FrameworkCaches.MANY; life++) {
            live();
            assertThat(directory.toFile().list()).hasSize(life);
        }
    }

    @Test
    void thoseOfShortLivesDoNotPileUp() throws Exception {
        for (int life = 0; life < 2 * FrameworkCaches.MANY; life++) {
            live();
            assertThat(directory.toFile().list()).hasSizeLessThanOrEqualTo(FrameworkCaches.MANY);
        }
    }

    @Test
    void aLifeThatNeverServesLeavesNothing() throws Exception {
        live();

        try (FrameworkCaches caches = FrameworkCaches.open(directory, LONG)) {
            write(caches.own());
        }

        assertThat(directory).isEmptyDirectory();
    }
}
