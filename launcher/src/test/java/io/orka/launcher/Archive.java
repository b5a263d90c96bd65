package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The archive of the distribution. */
final class Archive {

    private Archive() {}

    /**
     * Unpacks the archive into a subdirectory whose name needs quoting in a URL; returns the distribution's top
     * directory.
     */
    static Path unpack(Path directory) throws IOException, InterruptedException {
        Path place = Files.createDirectories(directory.resolve("somewhere else"));
        Process tar = new ProcessBuilder("tar", "xzf", System.getProperty("orka.archive"))
                .directory(place.toFile())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        try (Stream<Path> unpacked = Files.list(place)) {
            List<Path> tops = unpacked.toList();
            assertThat(tops).hasSize(1);
            return tops.get(0);
        }
    }
}
