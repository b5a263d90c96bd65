package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The framework's caches of a host's lives. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class FrameworkCachesTest {

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
    void theLastOneGoesWhenThisLifeServes() throws Exception {
        FrameworkCaches caches = new FrameworkCaches(directory);
        write(caches.own().getFileName().toString());
        assertThat(earlier).exists();

        caches.sweep();
        while (Files.exists(earlier)) {
            Thread.onSpinWait();
        }
        caches.close();

        assertThat(directory).isDirectoryContaining(caches.own()::equals);
    }

    @Test
    void thoseOfHostsThatNeverServedDoNotPileUp() throws Exception {
        Path another = write("another");

        try (FrameworkCaches caches = new FrameworkCaches(directory)) {
            assertThat(caches.own()).doesNotExist();
            assertThat(earlier).doesNotExist();
            assertThat(another).doesNotExist();
        }
    }

    @Test
    void aFrameworkThatDoesNotStartLeavesNothing() throws Exception {
        try (FrameworkCaches caches = new FrameworkCaches(directory)) {
            write(caches.own().getFileName().toString());

            caches.deleteAll();

            assertThat(directory).isEmptyDirectory();
        }
    }
}
