package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.orka.calls.FailedCall;
import io.orka.deploy.GuestJvm;
import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import io.orka.entry.Entrypoint;
import io.orka.launcher.training.TrainingPlugin;
import io.orka.process.LaunchSpec;
import io.orka.process.ProcessPlugin;
import io.orka.process.Processes;
import io.orka.process.Setup;
import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JVM's archive of the classes that the start of a plugin's separate JVM loads (JEP 350). The first host that
 * starts such a plugin creates the archive in the background, by a training run of {@link TrainingPlugin}. The
 * archive's name contains a checksum of the JVM and the jars.
 *
 * <p>The archive is optional: if it cannot be created, starts are slower, which is logged at debug level only.
 */
final class GuestArchive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GuestArchive.class);
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final Duration CLEARED = Duration.ofSeconds(2);

    private static final String SUFFIX = ".jsa";

    private final Path prefix;
    private final GuestJvm jvm;
    private final Processes processes;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Thread thread = DaemonThreads.create("orka-guest-archive", this::makeOrGoOn);

    private GuestArchive(Path prefix, GuestJvm jvm, Processes processes) {
        this.prefix = prefix;
        this.jvm = jvm;
        this.processes = processes;
    }

    /**
     * Returns the archive, which may be missing.
     *
     * @param jvm the JVM that uses the archive
     * @param processes runs the training run that creates the archive
     */
    static GuestArchive in(Path directory, GuestJvm jvm, Processes processes) {
        return new GuestArchive(directory.resolve("guest-" + key(jvm)), jvm, processes);
    }

    /** Returns the JVM that uses the archive. If the archive is missing, the first start creates it. */
    GuestJvm archived() {
        return jvm.with(this::options);
    }

    private List<String> options() {
        ArchiveDirectory archives = ArchiveDirectory.of(prefix);
        if (archives.path().toString().contains(File.pathSeparator)) { // the JVM would read the path as two paths
            return List.of();
        }
        Optional<Path> archive = archives.isOwners() ? SealedArchive.find(prefix, SUFFIX) : Optional.empty();
        if (archive.isPresent()) {
            return List.of("-XX:SharedArchiveFile=" + archive.get(), "-Xlog:cds*=off,class+path=off");
        }
        if (begun.compareAndSet(false, true)) {
            thread.start();
        }
        return List.of();
    }

    /** Returns when the archive is complete or has failed; immediately if no archive is being created. */
    void await() throws InterruptedException {
        thread.join();
    }

    private static String key(GuestJvm jvm) {
        CRC32 sum = new CRC32();
        List<Path> files = new ArrayList<>(jvm.classPath());
        files.add(jvm.java());
        for (Path file : files) {
            try {
                sum.update((file.toRealPath() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file) + "\n")
                        .getBytes(UTF_8));
            } catch (IOException e) {
                LOG.debug("Cannot read {}", file, e);
            }
        }
        return Runtime.version().feature() + "-" + Long.toHexString(sum.getValue());
    }

    private void makeOrGoOn() {
        try {
            make();
        } catch (IOException | RuntimeException | FailedCall e) {
            LOG.debug("Could not create the archive of a plugin's start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void make() throws IOException, FailedCall, InterruptedException {
        ArchiveDirectory archives = ArchiveDirectory.of(prefix);
        archives.prepare();
        Path stagingDirectory = archives.newStagingDirectory();
        try {
            Path made = stagingDirectory.resolve("archive");
            train(stagingDirectory, made);
            if (Files.isRegularFile(made)) {
                SealedArchive.put(made, prefix, SUFFIX);
            }
        } finally {
            DirectoryTree.remove(stagingDirectory, Failpoint.STAGING_DELETE);
        }
    }

    /** Starts the plugin, calls it once and stops it; the JVM writes the archive when it exits. */
    private void train(Path stagingDirectory, Path made) throws IOException, FailedCall, InterruptedException {
        String name = TrainingPlugin.class.getName();
        Path classFile = stagingDirectory.resolve("classes").resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(requireNonNull(classFile.getParent()));
        try (InputStream bytes =
                TrainingPlugin.class.getResourceAsStream(TrainingPlugin.class.getSimpleName() + ".class")) {
            Files.copy(requireNonNull(bytes, name), classFile);
        }
        List<String> command = new ArrayList<>(List.of("nice"));
        command.addAll(jvm.trainingRun(
                List.of("-XX:ArchiveClassesAtExit=" + made, "-Xlog:cds*=off"),
                new Entrypoint(Entrypoint.Kind.SERVICE, name, "call", false),
                stagingDirectory.resolve("classes")));
        try (ProcessPlugin plugin = processes.start(
                new LaunchSpec("the archive of starts", ".archive", () -> command, DEADLINE, Setup.nothing()))) {
            plugin.call(CallContext.none(), new Request("Train"));
        }
    }

    /** Stops an unfinished training run, and waits up to 2 s until its files are deleted. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(CLEARED.toMillis());
    }
}
