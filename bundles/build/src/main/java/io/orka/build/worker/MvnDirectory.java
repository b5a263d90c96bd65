package io.orka.build.worker;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The directory {@code .mvn} with options for Maven and its JVM; this class does not use Maven's classes. */
public final class MvnDirectory {

    static final String EXTENSIONS = "extensions.xml";

    private MvnDirectory() {}

    /**
     * Finds the directory {@code .mvn} of a plugin: the nearest one, from the plugin's directory up to the repository's
     * root.
     *
     * @param root the root of the work tree
     * @param directory the plugin's directory, {@code root} or below it
     * @return the directory, or {@code null} if the plugin has none
     */
    public static @Nullable Path of(Path root, Path directory) {
        for (Path at = directory; at != null && at.startsWith(root); at = at.getParent()) {
            Path found = at.resolve(".mvn");
            if (Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS)) {
                return found;
            }
        }
        return null;
    }

    /**
     * Returns whether a repository has core extensions, which permanently change the Maven into which they are loaded.
     *
     * @param mvnDirectory the directory {@code .mvn}
     * @return whether the file {@code extensions.xml} exists
     */
    public static boolean hasExtensions(Path mvnDirectory) {
        return Files.isRegularFile(mvnDirectory.resolve(EXTENSIONS), LinkOption.NOFOLLOW_LINKS);
    }
}
