package io.orka.build.worker;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Creates empty directories for builds. */
public final class FreshDirectory {

    private FreshDirectory() {}

    /**
     * Creates an empty directory, and removes an existing file or directory.
     *
     * @param directory the path of the directory
     * @return the same path
     * @throws IOException if the existing file cannot be removed, or the directory cannot be created
     */
    public static Path at(Path directory) throws IOException {
        remove(directory);
        return Files.createDirectories(directory);
    }

    /**
     * Removes all links below a directory, and the directory itself if its path is a link.
     *
     * @param directory need not exist
     * @throws IOException if a file cannot be removed
     */
    public static void removeLinks(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isSymbolicLink()) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Removes a directory with its contents; links are removed, not followed.
     *
     * @param directory need not exist
     * @throws IOException if a file cannot be removed
     */
    public static void remove(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
