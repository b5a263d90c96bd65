package io.orka.build.worker;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The directory {@code .mvn}, in which authors keep options of Maven and of its JVM; needs no class of Maven. */
public final class MvnDirectory {

    static final String EXTENSIONS = "extensions.xml";

    private MvnDirectory() {}

    /**
     * Finds the one that applies to a plugin: the nearest, from its own directory up to the top of its repository.
     *
     * @param root the top of the work tree
     * @param directory the plugin's own directory, {@code root} or below it
     * @return the directory, or {@code null} if there is none
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
     * Whether a repository asks for core extensions. They change the Maven they are loaded into for good.
     *
     * @param mvnDirectory the directory {@code .mvn}
     * @return whether the file is there
     */
    public static boolean hasExtensions(Path mvnDirectory) {
        return Files.isRegularFile(mvnDirectory.resolve(EXTENSIONS), LinkOption.NOFOLLOW_LINKS);
    }
}
