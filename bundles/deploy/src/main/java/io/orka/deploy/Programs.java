package io.orka.deploy;

import io.orka.process.ProcessFailure;
import io.orka.process.ProcessPlugin;
import io.orka.process.Processes;
import io.orka.process.Program;
import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts the plugins that are programs.
 *
 * @param processes runs them, or {@code null} where there are none
 */
record Programs(@Nullable Processes processes) {

    static Programs none() {
        return new Programs(null);
    }

    /** Starts the program of a bundle; throws a {@link DeployFailure} or a {@link ProcessFailure} when that fails. */
    PluginInstance start(PluginBundle bundle) {
        Path program =
                bundle.directory().resolve(bundle.entrypoint().className()).normalize();
        if (processes == null || !program.startsWith(bundle.directory())) {
            throw new DeployFailure(
                    DeployFailure.NO_ENTRY, "there is nothing that could run " + program, "Reload the plugin", null);
        }
        makeExecutable(program);
        ProcessPlugin plugin = processes.start(
                new Program(bundle.key().toString(), bundle.key().directoryName(), List.of(program.toString())));
        return new PluginInstance(plugin, plugin);
    }

    /** A store that was copied or restored may have lost the mode of its files. */
    private static void makeExecutable(Path program) {
        try {
            if (Files.isRegularFile(program, LinkOption.NOFOLLOW_LINKS) && !Files.isExecutable(program)) {
                Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new DeployFailure(
                    DeployFailure.NO_ENTRY,
                    program + " cannot be made executable: " + RecordedThrow.line(e),
                    "Give the store back to the user the host runs as",
                    e);
        }
    }
}
