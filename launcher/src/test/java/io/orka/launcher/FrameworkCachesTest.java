package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The framework's caches of a host's lives. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class FrameworkCachesTest {

    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private Path earlier;

    @BeforeEach
    void anEarlierLife() throws IOException {
        earlier = write("earlier");
    }

    private Path write(String name) throws IOException {
        Path cache = Files.createDirectories(directory.resolve(name).resolve("bundle1"));
        Files.writeString(cache.resolve("bundle.info"), "1");
        return directory.resolve(name);
    }

    @Test
    void theLastOneGoesWhenThisLifeHasServed() throws Exception {
        FrameworkCaches caches = new FrameworkCaches(directory, Duration.ZERO);
        write(caches.own().getFileName().toString());
        assertThat(earlier).exists();

        caches.serves();
        while (Files.exists(earlier)) {
            Thread.onSpinWait();
        }
        caches.close();

        assertThat(directory).isDirectoryContaining(caches.own()::equals);
    }

    @Test
    void theLastOneIsNotInTheWayOfAShortLife() throws Exception {
        try (FrameworkCaches caches = new FrameworkCaches(directory, LONG)) {
            caches.serves();
        }

        assertThat(earlier).exists();
    }

    @Test
    void thoseOfShortLivesDoNotPileUpWithoutBound() throws Exception {
        for (int life = 0; life < 40; life++) {
            try (FrameworkCaches caches = new FrameworkCaches(directory, LONG)) {
                write(caches.own().getFileName().toString());
                assertThat(directory.toFile().list()).hasSizeLessThan(20);
                caches.serves();
            }
        }
        assertThat(earlier).doesNotExist();
    }

    @Test
    void aFrameworkThatDoesNotStartLeavesNothing() throws Exception {
        try (FrameworkCaches caches = new FrameworkCaches(directory, LONG)) {
            write(caches.own().getFileName().toString());

            caches.deleteAll();

            assertThat(directory).isEmptyDirectory();
        }
    }
}
