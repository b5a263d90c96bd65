package io.orka.wrap;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.orka.durable.Failpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Copies the libraries and {@code config.json} unchanged into a bundle. */
final class EmbeddedFiles {

    static final String LIBRARIES = "lib";

    private final Path directory;

    EmbeddedFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Copies the libraries and returns their paths, in order. Links are not used, since a build may overwrite a
     * snapshot.
     */
    List<String> libraries(List<Path> libraries) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < libraries.size(); i++) {
            String path = freePath(libraries.get(i), i);
            copy(libraries.get(i), path);
            paths.add(path);
        }
        return paths;
    }

    void config(Path config) {
        copy(config, "META-INF/orka/config.json");
    }

    private String freePath(Path library, int index) {
        // Bundle-ClassPath contains the name. In this header, commas, semicolons and quotes are special characters.
        String name = String.valueOf(library.getFileName()).replaceAll("[^A-Za-z0-9._+@~-]", "_");
        while (Files.exists(directory.resolve(LIBRARIES).resolve(name), NOFOLLOW_LINKS)) {
            name = index + "-" + name;
        }
        return LIBRARIES + "/" + name;
    }

    private void copy(Path source, String path) {
        if (!Files.isRegularFile(source, NOFOLLOW_LINKS)) {
            throw WrapFailure.unreadableInput(source, new IOException("it is not a regular file"));
        }
        Path target = directory.resolve(path);
        try (InputStream in = Files.newInputStream(source, NOFOLLOW_LINKS)) {
            Failpoint.STAGING_WRITE.hit();
            Files.createDirectories(target.getParent());
            Files.copy(in, target);
        } catch (IOException e) {
            throw WrapFailure.cannotWrite(target, e);
        }
    }
}
