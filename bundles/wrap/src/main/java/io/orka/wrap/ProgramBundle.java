package io.orka.wrap;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.orka.build.BuiltJar;
import io.orka.checkout.Checkout;
import io.orka.durable.Failpoint;
import io.orka.entry.Entrypoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A bundle without classes, whose manifest names the program that is started in its stead. */
final class ProgramBundle {

    /** Where the program lies in its bundle. */
    static final String PLACE = "bin/plugin";

    private ProgramBundle() {}

    static PluginBundle wrap(BuiltJar built, String symbol, Path directory) {
        Checkout checkout = built.checkout();
        copy(built.jar(), directory.resolve(PLACE));
        new EmbeddedFiles(directory).config(checkout.directory().resolve("config.json"));
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
            throw WrapFailure.unreadableInput(program, new IOException("it is not a file"));
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
}
