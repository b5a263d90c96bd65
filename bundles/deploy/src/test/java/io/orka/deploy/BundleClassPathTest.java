package io.orka.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleClassPathTest {

    @TempDir
    Path root;

    @Test
    void newerVersionsComeFirstAndThoseOfAJavaToComeNotAtAll() throws IOException {
        Path nine = Files.createDirectories(root.resolve("META-INF/versions/9"));
        Path seventeen = Files.createDirectories(root.resolve("META-INF/versions/17"));
        Files.createDirectories(root.resolve("META-INF/versions/999"));
        assertThat(BundleClassPath.withVersions(root, List.of(root))).containsExactly(seventeen, nine, root);
    }
}
