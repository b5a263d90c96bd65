package io.orka.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Go sources that Orka brings along. */
final class GoSources {

    private GoSources() {}

    /** One of them, by its path below this package's {@code go}. */
    static String read(String name) throws IOException {
        try (InputStream in = requireNonNull(GoSources.class.getResourceAsStream("go/" + name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** Writes one of them as a module of its own. */
    static Path module(Path directory, String path, String file) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("go.mod"), "module " + path + "\n\ngo 1.18\n");
        Files.writeString(directory.resolve(Path.of(file).getFileName()), read(file));
        return directory;
    }
}
