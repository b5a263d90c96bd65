package io.orka.checkout;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Where one plugin's clone lives, and how a new one takes its place: made beside it, then renamed. */
final class ClonePlace {

    private final Path plugins;
    private final String name;

    private ClonePlace(Path plugins, String name) {
        this.plugins = plugins;
        this.name = name;
    }

    /** Checks that the name stays directly below the directory of all clones. */
    static ClonePlace below(Path plugins, String name) throws IOException {
        Files.createDirectories(plugins);
        Path real = plugins.toRealPath();
        boolean plain = !name.isEmpty() && !name.startsWith(".") && name.indexOf('/') < 0 && name.indexOf('\\') < 0;
        try {
            if (!plain || !real.equals(real.resolve(name).normalize().getParent())) {
                throw new IOException("'" + name + "' is no name for a directory");
            }
        } catch (InvalidPathException unusable) {
            throw new IOException("'" + name + "' is no name for a directory", unusable);
        }
        return new ClonePlace(real, name);
    }

    Path root() {
        return plugins.resolve(name);
    }

    Path fresh() throws IOException {
        return Files.createDirectory(beside("new"));
    }

    void replaceBy(Path fresh) throws IOException {
        if (Files.exists(root(), LinkOption.NOFOLLOW_LINKS)) {
            Files.move(root(), beside("old"));
        }
        Files.move(fresh, root());
    }

    private Path beside(String word) {
        long random = ThreadLocalRandom.current().nextLong();
        return plugins.resolve(".%s-%016x-%s".formatted(word, random, name));
    }

    /** Deletes what jobs left beside it: their old clones, and new ones that a crash cut short. */
    void sweep() throws IOException {
        Pattern leftover = Pattern.compile("\\.(new|old)-[0-9a-f]{16}-" + Pattern.quote(name));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                plugins, path -> leftover.matcher(path.getFileName().toString()).matches())) {
            for (Path entry : entries) {
                Deletion.of(entry);
            }
        }
    }
}
