package io.orka.deploy;

import io.orka.entry.RecordedThrow;
import io.orka.process.LaunchSpec;
import io.orka.process.ProcessFailure;
import io.orka.process.ProcessPlugin;
import io.orka.process.Processes;
import io.orka.process.Setup;
import io.orka.registry.EntryLimits;
import io.orka.registry.Isolation;
import io.orka.wire.CloseDeadlines;
import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts the plugins that run in a separate process.
 *
 * @param processes runs the processes, or {@code null} if plugins run only in the host's JVM
 * @param guests the specification of a plugin's JVM, or {@code null} if plugins have no separate JVM
 */
record Programs(@Nullable Processes processes, @Nullable GuestJvm guests) {

    static Programs none() {
        return new Programs(null, null);
    }

    /** Rejects an entry that has fields for separate processes only, if the plugin runs in the host's JVM. */
    static void check(PluginBundle bundle, EntryLimits limits) {
        Isolation isolation = limits.isolation();
        if (isolation != null && !limits.ownJvm() && !bundle.isProgram()) {
            throw ProcessFailure.needsProcess(isolation.fields());
        }
    }

    /**
     * Starts the program of a bundle; throws a {@link DeployFailure} or a {@link ProcessFailure} if the start fails.
     */
    ProcessPlugin start(PluginBundle bundle, @Nullable Isolation isolation) {
        Path program =
                bundle.directory().resolve(bundle.entrypoint().className()).normalize();
        if (processes == null || !program.startsWith(bundle.directory())) {
            throw noRunner(program.toString());
        }
        makeExecutable(program);
        return processes.start(
                LaunchSpec.of(bundle.key().toString(), bundle.key().directoryName(), List.of(program.toString()))
                        .with(ProgramSetup.of(program, bundle.files(), isolation)));
    }

    /** Starts a JVM for a bundle of classes; throws the same exceptions as the start of a program. */
    ProcessPlugin start(PluginBundle bundle, Isolation isolation, List<Path> classPath) {
        GuestJvm jvm = guests;
        if (processes == null || jvm == null) {
            throw noRunner(bundle.key() + " in a separate JVM");
        }
        Path crashes = processes.crashReport(bundle.key().directoryName());
        return processes.start(new LaunchSpec(
                bundle.key().toString(),
                bundle.key().directoryName(),
                () -> jvm.command(isolation, crashes, bundle.entrypoint(), bundle.directory(), classPath),
                CloseDeadlines.PROCESS,
                new Setup(EntryVariables.of(isolation.env()), Map.of(), null, null, isolation.debug())));
    }

    private static DeployFailure noRunner(String what) {
        return new DeployFailure(DeployFailure.NO_ENTRY, "this host cannot run " + what, "Reload the plugin.", null);
    }

    /** Restores the executable mode of a program. A copied or restored store may have lost this mode. */
    private static void makeExecutable(Path program) {
        try {
            if (Files.isRegularFile(program, LinkOption.NOFOLLOW_LINKS) && !Files.isExecutable(program)) {
                Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new DeployFailure(
                    DeployFailure.NO_ENTRY,
                    "cannot make " + program + " executable: " + RecordedThrow.line(e),
                    "Change the owner of the store to the user that runs the host.",
                    e);
        }
    }
}
