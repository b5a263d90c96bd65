package io.orka.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Go sources that are part of Orka. */
final class GoSources {

    /** The search for the entrypoint. */
    static final List<String> ENTRYPOINT = List.of("entrypoint/entrypoint.go", "entrypoint/closing.go");

    /** The server for the host's calls. */
    static final List<String> SERVE =
            List.of("serve/serve.go", "serve/calls.go", "serve/frames.go", "serve/data.go", "serve/shapes.go");

    /** The minimal SDK. */
    static final List<String> SDK = List.of("sdk/sdk.go");

    private GoSources() {}

    /** Reads one source, by its path in this package's directory {@code go}. */
    static String read(String name) throws IOException {
        try (InputStream in = requireNonNull(GoSources.class.getResourceAsStream("go/" + name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** Writes sources as a separate module. */
    static Path module(Path directory, String path, List<String> files) throws IOException {
        write(directory, files);
        Files.writeString(directory.resolve("go.mod"), "module " + path + "\n\ngo 1.18\n");
        return directory;
    }

    /** Writes sources into a directory, which is created if necessary. */
    static Path write(Path directory, List<String> files) throws IOException {
        Files.createDirectories(directory);
        for (String file : files) {
            Files.writeString(directory.resolve(Path.of(file).getFileName()), read(file));
        }
        return directory;
    }
}
