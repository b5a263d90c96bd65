package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.orka.calls.FailedCall;
import io.orka.deploy.GuestJvm;
import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import io.orka.entry.Entrypoint;
import io.orka.launcher.rehearsal.TrainingPlugin;
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
 * The JVM's archive of the classes that the start of a plugin's own JVM loads (JEP 350). It is made in the background by
 * the first host that starts such a plugin, by a start that serves {@link TrainingPlugin}, and named by what it depends
 * on: the JVM and the jars.
 *
 * <p>Nothing depends on it: where it cannot be made, starts are slower, and nobody is told but the log, at debug level.
 * Since a JVM trusts what it finds in it, it is made only in a directory that its owner alone can enter.
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
    private final Thread thread = new Thread(this::makeOrGoOn, "orka-guest-archive");

    private GuestArchive(Path prefix, GuestJvm jvm, Processes processes) {
        this.prefix = prefix;
        this.jvm = jvm;
        this.processes = processes;
    }

    /**
     * Names the archive, which need not exist.
     *
     * @param jvm what it is for
     * @param processes runs the start that makes it
     */
    static GuestArchive in(Path directory, GuestJvm jvm, Processes processes) {
        return new GuestArchive(directory.resolve("guest-" + key(jvm)), jvm, processes);
    }

    /** The JVM that uses the archive where there is one, and has it made where there is none. */
    GuestJvm archived() {
        return jvm.with(this::options);
    }

    private List<String> options() {
        Path directory = requireNonNull(prefix.getParent());
        if (directory.toString().contains(File.pathSeparator)) { // the JVM would take it for two archives
            return List.of();
        }
        Optional<Path> archive =
                StartArchive.isOwners(directory) ? SealedArchive.find(prefix, SUFFIX) : Optional.empty();
        if (archive.isPresent()) {
            return List.of("-XX:SharedArchiveFile=" + archive.get(), "-Xlog:cds*=off,class+path=off");
        }
        if (begun.compareAndSet(false, true)) {
            thread.setDaemon(true);
            thread.start();
        }
        return List.of();
    }

    /** Returns when it is made, or cannot be made, if that was begun. */
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
                LOG.debug("{} cannot be looked at", file, e);
            }
        }
        return Runtime.version().feature() + "-" + Long.toHexString(sum.getValue());
    }

    private void makeOrGoOn() {
        try {
            make();
        } catch (IOException | RuntimeException | FailedCall e) {
            LOG.debug("There is no archive of a plugin's start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void make() throws IOException, FailedCall, InterruptedException {
        Path directory = requireNonNull(prefix.getParent());
        StartArchive.prepare(directory);
        Path workshop = StartArchive.workshop(directory);
        try {
            Path made = workshop.resolve("archive");
            rehearse(workshop, made);
            if (Files.isRegularFile(made)) {
                SealedArchive.put(made, prefix, SUFFIX);
            }
        } finally {
            DirectoryTree.remove(workshop, Failpoint.STAGING_DELETE);
        }
    }

    /** One start, one call, one end, at which the JVM writes the archive. */
    private void rehearse(Path workshop, Path made) throws IOException, FailedCall, InterruptedException {
        String name = TrainingPlugin.class.getName();
        Path classFile = workshop.resolve("classes").resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(requireNonNull(classFile.getParent()));
        try (InputStream bytes =
                TrainingPlugin.class.getResourceAsStream(TrainingPlugin.class.getSimpleName() + ".class")) {
            Files.copy(requireNonNull(bytes, name), classFile);
        }
        List<String> command = new ArrayList<>(List.of("nice"));
        command.addAll(jvm.rehearsal(
                List.of("-XX:ArchiveClassesAtExit=" + made, "-Xlog:cds*=off"),
                new Entrypoint(Entrypoint.Kind.SERVICE, name, "call", false),
                workshop.resolve("classes")));
        try (ProcessPlugin plugin = processes.start(
                new LaunchSpec("the archive of starts", ".archive", () -> command, DEADLINE, Setup.nothing()))) {
            plugin.call(CallContext.none(), new Request("Rehearse"));
        }
    }

    /** Ends the making, if it is not done, and waits for a moment until nothing of it is left. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(CLEARED.toMillis());
    }
}
