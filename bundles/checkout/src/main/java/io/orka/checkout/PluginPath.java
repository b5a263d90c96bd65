package io.orka.checkout;

import io.orka.identity.Listed;
import io.orka.identity.NearestName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds the plugin's directory in its repository. */
final class PluginPath {

    private PluginPath() {}

    /** Finds a directory name by name. Rejects links and parent directories. */
    static Path below(Path root, String path) throws IOException {
        Path directory = root;
        for (String name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
            Path next = child(directory, name, path);
            if (!Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
                throw missing(root, directory, path, name);
            }
            directory = next;
        }
        return directory;
    }

    private static Path child(Path directory, String name, String path) {
        try {
            Path next = directory.resolve(name);
            if (!name.isEmpty()
                    && !name.equalsIgnoreCase(".git")
                    && directory.equals(next.normalize().getParent())) {
                return next;
            }
        } catch (InvalidPathException unusable) {
            // the code below reports this path as outside the repository
        }
        throw CheckoutFailure.noSuchPath(
                path,
                "points outside the repository",
                "Use a path relative to the repository's root, with forward slashes.");
    }

    private static CheckoutFailure missing(Path root, Path directory, String path, String name) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String found = entry.getFileName().toString();
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && !found.equals(".git")) {
                    names.add(found);
                }
            }
        }
        Collections.sort(names);
        String place = directory.equals(root) ? "the repository's root" : "'" + root.relativize(directory) + "'";
        String nearest = NearestName.of(name, names)
                .map(found -> "Did you mean '" + found + "'? ")
                .orElse("");
        return CheckoutFailure.noSuchPath(
                path,
                "is not in the commit",
                names.isEmpty()
                        ? "There are no directories in " + place + "."
                        : nearest + "Directories in " + place + ": " + Listed.of(names) + ".");
    }
}
