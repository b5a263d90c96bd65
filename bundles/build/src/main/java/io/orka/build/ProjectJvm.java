package io.orka.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orka.build.worker.MvnDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A repository's requirements for its build JVM: the options in {@code .mvn/jvm.config}, and whether its extensions
 * require a separate Maven.
 *
 * @param options the options in the file; may be empty
 * @param directory the working directory of the JVM, since options may contain paths; {@code null} for any directory
 * @param isSeparate whether this build requires a separate worker
 */
record ProjectJvm(List<String> options, @Nullable Path directory, boolean isSeparate) {

    static final ProjectJvm SHARED = new ProjectJvm(List.of(), null, false);

    static ProjectJvm of(Path root, Path directory) throws IOException {
        @Nullable Path mvnDirectory = MvnDirectory.of(root, directory);
        if (mvnDirectory == null) {
            return SHARED;
        }
        List<String> options = options(mvnDirectory.resolve("jvm.config"));
        return new ProjectJvm(
                options, mvnDirectory.getParent(), !options.isEmpty() || MvnDirectory.hasExtensions(mvnDirectory));
    }

    /** Parses the options like Maven's script: they are separated by white space, without quotes or comments. */
    private static List<String> options(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        return Stream.of(Files.readString(file, UTF_8).split("\\s+", -1))
                .filter(option -> !option.isEmpty())
                .toList();
    }
}
