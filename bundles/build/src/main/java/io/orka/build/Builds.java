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
 * Builds checkouts in a process of its own that stays warm between builds: by Maven where there is a pom, by javac where
 * there are only sources.
 *
 * <p>Any number of threads may build. Builds follow each other in one worker as long as that is quick; behind a slow one,
 * others start more workers, up to as many as are allowed. A build that takes its worker down fails alone: the next one gets
 * a new worker. A worker that has nothing to do for five minutes is let go. A repository with options for its JVM, or
 * extensions of Maven, gets a worker that ends after the build.
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
     * Starts nothing yet.
     *
     * @param tools what builds need
     * @param logDirectory where each plugin's build log goes, as {@code <key>.log}; made if absent
     * @param workDirectory where builds have their files; belongs to this object alone; made if absent, its content may be
     *     deleted
     * @param deadline how long one build may take, without the time it waits for its turn
     * @param parallel how many builds may run at once; at least one
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
     * Whether plugins written in Go can be built on this machine.
     *
     * @return whether there is a {@code go} command
     */
    public static boolean hasGo() {
        try {
            return Files.isExecutable(GoTool.find(System.getenv()).program());
        } catch (BuildFailure none) {
            return false;
        }
    }

    /**
     * Starts the worker in the background and lets it build a tiny project without the network, so that the first real
     * build is nearly as fast as the others. Returns at once; what goes wrong is met again by the first build.
     */
    public void warmUp() {
        DaemonThreads.create("orka-build-warm-up", this::warm).start();
    }

    /**
     * Builds one checkout, with the snapshots that are due by their update policy.
     *
     * @param checkout what to build
     * @param progress hears each step, from the calling thread
     * @return the jar, its libraries and the log
     * @throws BuildFailure if there is no jar in the end
     */
    public BuiltJar build(Checkout checkout, BuildProgress progress) {
        return build(checkout, false, progress);
    }

    /**
     * Builds one checkout. Interrupting the calling thread cancels the build; the thread is then still interrupted.
     *
     * @param checkout what to build
     * @param update whether the newest snapshots are taken whatever their update policy, as by Maven's {@code -U}
     * @param progress hears each step, from the calling thread
     * @return the jar, its libraries and the log
     * @throws BuildFailure if there is no jar in the end
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
        if (BuilderChoice.isGo(checkout.directory())) { // it needs no worker
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

    /** Ends the workers; a running build fails as cancelled, later ones are refused. */
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
                    "Set \"path\" in the registry to a directory inside it");
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
                    "the build names " + jar + " as its jar, which is not in the repository",
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
            log.warn("The build process could not be warmed up: {}", e.getMessage());
        } finally {
            workers.giveBack(lease);
        }
    }
}
