package io.orka.wrap;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import io.orka.build.BuiltJar;
import io.orka.checkout.Checkout;
import io.orka.durable.Failpoint;
import io.orka.entry.Entrypoint;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Creates a bundle without classes, whose manifest contains the path of the program to start. */
final class ProgramBundle {

    /** The path of the program in its bundle. */
    static final String PLACE = "bin/plugin";

    /** The directory of the repository's files. */
    static final String FILES = "files";

    /** Directories that the build needs but the program does not need: Git's own files, and vendored modules. */
    private static final Set<String> LEFT_OUT = Set.of(".git", "vendor");

    private ProgramBundle() {}

    static PluginBundle wrap(BuiltJar built, String symbol, Path directory) {
        Checkout checkout = built.checkout();
        copy(built.jar(), directory.resolve(PLACE));
        new EmbeddedFiles(directory).config(checkout.directory().resolve("config.json"));
        copyFiles(checkout.directory(), directory.resolve(FILES));
        ManifestWriting manifest = new ManifestWriting()
                .plugin(checkout)
                .libraries(List.of())
                .entrypoint(new Entrypoint(Entrypoint.Kind.PROGRAM, PLACE, symbol, true))
                .seesContext(false);
        try {
            manifest.write(directory);
            return PluginBundle.read(directory, BundleDigest.of(directory));
        } catch (IOException e) {
            throw WrapFailure.cannotWrite(directory, e);
        }
    }

    private static void copy(Path program, Path target) {
        if (!Files.isRegularFile(program, NOFOLLOW_LINKS)) {
            throw WrapFailure.unreadableInput(program, new IOException("it is not a regular file"));
        }
        try {
            Failpoint.STAGING_WRITE.hit();
            Files.createDirectories(target.getParent());
            Files.copy(program, target, NOFOLLOW_LINKS);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw WrapFailure.cannotWrite(target, e);
        }
    }

    /** Copies the regular files. Links need no copy, since the checkout has already replaced them by files. */
    private static void copyFiles(Path source, Path target) {
        try {
            Files.walkFileTree(source, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes)
                        throws IOException {
                    if (source.equals(found.getParent()) && LEFT_OUT.contains(String.valueOf(found.getFileName()))) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    Failpoint.STAGING_WRITE.hit();
                    Files.createDirectories(target.resolve(source.relativize(found)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile()) {
                        Failpoint.STAGING_WRITE.hit();
                        Files.copy(found, target.resolve(source.relativize(found)), NOFOLLOW_LINKS, COPY_ATTRIBUTES);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw WrapFailure.cannotWrite(target, e);
        }
    }
}
