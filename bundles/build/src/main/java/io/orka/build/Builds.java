package io.orka.build;

import static java.util.Objects.requireNonNull;

import io.orka.build.worker.FailureKind;
import io.orka.build.worker.Message;
import io.orka.checkout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds checkouts in build workers, separate processes that stay warm between builds: with Maven for a directory with
 * a pom, otherwise with javac.
 *
 * <p>Safe for use by multiple threads. Short builds share one worker. While a slow build is running, other builds start
 * more workers, up to a limit. If a build crashes its worker, only that build fails, and the next build gets a new
 * worker. A worker that is idle for five minutes is stopped. A repository with options for its JVM, or with Maven
 * extensions, gets a worker that exits after the build.
 */
public final class Builds implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Builds.class);

    private static final Duration IDLE = Duration.ofMinutes(5);

    private final BuildTools tools;
    private final Path logDirectory;
    private final BuildPlace place;
    private final Workers workers;
    private final GoBuilds goBuilds;

    /**
     * Creates an instance without starting workers.
     *
     * @param tools the tools for builds
     * @param logDirectory the directory of the build logs, {@code <key>.log}; created if absent
     * @param workDirectory the directory for files of builds; used by this object only; created if absent, its content
     *     may be deleted
     * @param deadline the timeout of one build, without the time in the queue
     * @param parallel the maximum number of parallel builds; at least one
     */
    public Builds(BuildTools tools, Path logDirectory, Path workDirectory, Duration deadline, int parallel) {
        this(tools, logDirectory, workDirectory, deadline, parallel, IDLE);
    }

    Builds(BuildTools tools, Path logDirectory, Path workDirectory, Duration deadline, int parallel, Duration idle) {
        this.tools = requireNonNull(tools, "tools is null");
        this.logDirectory = requireNonNull(logDirectory, "logDirectory is null").toAbsolutePath();
        this.place = new BuildPlace(
                requireNonNull(workDirectory, "workDirectory is null").toAbsolutePath());
        this.goBuilds = new GoBuilds(place, requireNonNull(deadline, "deadline is null"));
        this.workers = new Workers(tools, place, deadline, requireNonNull(idle, "idle is null"), parallel);
    }

    /**
     * Returns whether this machine can build Go plugins.
     *
     * @return {@code true} if the machine has a {@code go} command
     */
    public static boolean hasGo() {
        try {
            return Files.isExecutable(GoTool.find(System.getenv()).program());
        } catch (BuildFailure none) {
            return false;
        }
    }

    /**
     * Starts a worker in the background and builds a tiny project without the network, so that the first real build is
     * nearly as fast as later builds. Returns immediately. If the start of the worker fails, the first build reports
     * the failure.
     */
    public void warmUp() {
        DaemonThreads.create("orka-build-warm-up", this::warm).start();
    }

    /**
     * Builds one checkout, with the snapshots that are due by their update policy.
     *
     * @param checkout the checkout to build
     * @param progress receives each step, on the calling thread
     * @return the jar, its libraries and the log
     * @throws BuildFailure if the build fails
     */
    public BuiltJar build(Checkout checkout, BuildProgress progress) {
        return build(checkout, false, progress);
    }

    /**
     * Builds one checkout. An interrupt of the calling thread cancels the build and leaves the thread interrupted.
     *
     * @param checkout the checkout to build
     * @param update whether the newest snapshots are used regardless of their update policy, like Maven's {@code -U}
     * @param progress receives each step, on the calling thread
     * @return the jar, its libraries and the log
     * @throws BuildFailure if the build fails
     */
    public BuiltJar build(Checkout checkout, boolean update, BuildProgress progress) {
        requireNonNull(progress, "progress is null");
        try {
            return built(checkout, update, progress);
        } catch (BuildFailure failure) {
            throw Suspects.named(InsidePaths.of(failure, checkout), checkout);
        }
    }

    private BuiltJar built(Checkout checkout, boolean update, BuildProgress progress) {
        String name = checkout.entry().key().directoryName();
        Path logFile = logDirectory.resolve(name + ".log");
        if (BuilderChoice.isGo(checkout.directory())) { // Go builds use no worker
            return BuildLog.of(logFile, buildLog -> buildGo(checkout, name, buildLog, progress));
        }
        Workers.Lease lease;
        try {
            lease = workers.lend(jvm(checkout), () -> progress.update("waiting for another build"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BuildFailure.cancelled(logFile);
        } catch (IOException e) {
            throw BuildFailure.io(e, logFile);
        }
        try {
            return BuildLog.of(logFile, buildLog -> build(checkout, update, lease, buildLog, progress));
        } finally {
            workers.giveBack(lease);
        }
    }

    /** Stops the workers. A running build fails as cancelled, and later builds are rejected. */
    @Override
    public void close() {
        workers.close();
        goBuilds.close();
    }

    private static ProjectJvm jvm(Checkout checkout) throws IOException {
        return BuilderChoice.isMaven(checkout.directory())
                ? ProjectJvm.of(checkout.root().toRealPath(), inRepository(checkout))
                : ProjectJvm.SHARED;
    }

    private BuiltJar build(
            Checkout checkout, boolean update, Workers.Lease lease, BuildLog buildLog, BuildProgress progress)
            throws IOException {
        Path root = checkout.root().toRealPath();
        Path directory = inRepository(checkout);
        if (!tools.hasCompiler()) {
            throw BuildFailure.noCompiler(tools.javaHome());
        }
        Message.Build job = new Message.Build(
                BuilderChoice.of(directory),
                root.toString(),
                directory.toString(),
                place.fresh(checkout.entry().key().directoryName()).toString(),
                checkout.entry().tests(),
                update ? Message.Network.UPDATES : Message.Network.WHERE_NEEDED);
        Message answer = workers.run(job, lease, buildLog, progress);
        if (answer instanceof Message.Failed failed) {
            buildLog.flush();
            throw BuildFailure.of(failed.kind(), TestReport.refine(failed, buildLog.file()), buildLog.file());
        }
        return result(checkout, job, (Message.Done) answer, buildLog.file());
    }

    private BuiltJar buildGo(Checkout checkout, String name, BuildLog buildLog, BuildProgress progress)
            throws IOException {
        Path work = place.fresh(name);
        return goBuilds.build(checkout, inRepository(checkout), work, buildLog, progress);
    }

    private static Path inRepository(Checkout checkout) throws IOException {
        Path directory = checkout.directory().toRealPath();
        if (!directory.startsWith(checkout.root().toRealPath())) {
            throw BuildFailure.noBuilder(
                    "'" + checkout.entry().path() + "' is not in the repository",
                    "Set \"path\" in plugins.json to a directory in the repository.");
        }
        return directory;
    }

    private static BuiltJar result(Checkout checkout, Message.Build job, Message.Done done, Path logFile)
            throws IOException {
        Path jar = Path.of(done.jar()).normalize();
        Path below = Path.of(job.builder() == Message.Builder.JAVAC ? job.output() : job.root());
        if (!Files.isRegularFile(jar, LinkOption.NOFOLLOW_LINKS)
                || !jar.toRealPath().startsWith(below.toRealPath())) {
            throw BuildFailure.of(
                    FailureKind.PACKAGING,
                    "the build reported the jar " + jar + ", which is not in the repository",
                    logFile);
        }
        List<Path> libraries = done.libraries().stream().map(Path::of).toList();
        return new BuiltJar(checkout, jar, libraries, done.builder(), logFile);
    }

    private void warm() {
        Workers.Lease lease;
        try {
            lease = workers.lend(ProjectJvm.SHARED, () -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try (BuildLog warmLog = BuildLog.rewrite(logDirectory.resolve("worker.log"))) {
            for (Message.Build job : WarmProject.jobs(place.fresh(".warm"))) {
                workers.run(job, lease, warmLog, phase -> {});
            }
        } catch (IOException | BuildFailure e) {
            log.warn("Could not warm up the build worker: {}", e.getMessage());
        } finally {
            workers.giveBack(lease);
        }
    }
}
