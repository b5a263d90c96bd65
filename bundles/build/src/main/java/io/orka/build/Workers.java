package io.orka.build;

import io.orka.build.worker.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The build workers of one host: warm workers that builds share, and separate workers that end after one build. */
final class Workers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    /** The time that a build waits for a warm worker before it starts another worker, which takes equally long. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final BuildTools tools;
    private final BuildPlace place;
    private final Duration deadline;
    private final Duration idle;
    private final WorkerSlots shared;
    private final WorkerSlots separate;
    private final Semaphore permits;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("orka-build-deadline"));

    /**
     * A copy of the system properties, since a plugin may change them later, and builds must not use the changed
     * values.
     */
    private final Properties atStart = (Properties) System.getProperties().clone();

    private @Nullable SdkJar sdk;
    private volatile boolean closed;

    Workers(BuildTools tools, BuildPlace place, Duration deadline, Duration idle, int parallel) {
        this.tools = tools;
        this.place = place;
        this.deadline = deadline;
        this.idle = idle;
        this.shared = new WorkerSlots(parallel, MOMENT);
        this.separate = new WorkerSlots(parallel, Duration.ZERO);
        this.permits = new Semaphore(parallel, true);
    }

    /** The right to use one worker, which need not be running yet. */
    record Lease(WorkerSlots.Slot slot, ProjectJvm jvm) {}

    /** Waits for a slot and a permit. Reports a longer wait. */
    Lease lend(ProjectJvm jvm, Runnable waiting) throws InterruptedException {
        Lease lease = new Lease((jvm.isSeparate() ? separate : shared).take(waiting), jvm);
        try {
            if (!permits.tryAcquire(0, TimeUnit.SECONDS)) { // only tryAcquire with a timeout is fair
                waiting.run();
                permits.acquire();
            }
        } catch (InterruptedException | RuntimeException e) {
            leave(lease);
            throw e;
        }
        return lease;
    }

    void giveBack(Lease lease) {
        permits.release();
        leave(lease);
    }

    private void leave(Lease lease) {
        WorkerSlots.Slot slot = lease.slot();
        if (lease.jvm().isSeparate()) {
            separate.end(slot);
            return;
        }
        long lent = shared.giveBack(slot);
        try {
            Future<?> unused = clock.schedule(() -> shared.letGo(slot, lent), idle.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("Could not release idle workers: {}", e.toString()); // all workers are closing
        }
    }

    @Override
    public void close() {
        closed = true;
        // The clock stops first. A build that is starting its worker is then rejected, or its worker is found below.
        clock.shutdownNow();
        shared.close();
        separate.close();
    }

    Message run(Message.Build job, Lease lease, BuildLog buildLog, BuildProgress progress) throws IOException {
        WorkerProcess running = liveWorker(lease, buildLog, progress);
        boolean answered = false;
        ScheduledFuture<?> alarm = null;
        try {
            alarm = clock.schedule(running::expire, deadline.toMillis(), TimeUnit.MILLISECONDS);
            running.connect();
            Message answer = running.run(job, buildLog, progress);
            answered = true;
            running.endChildren();
            if (running.isSpoiled()) {
                running.close();
            }
            return answer;
        } catch (RejectedExecutionException e) {
            throw BuildFailure.cancelled(buildLog.file());
        } catch (IOException e) {
            running.close();
            throw lost(running, lease.jvm(), buildLog, e);
        } finally {
            if (alarm != null) {
                alarm.cancel(false);
            }
            if (!answered) {
                running.close();
            }
        }
    }

    private WorkerProcess liveWorker(Lease lease, BuildLog buildLog, BuildProgress progress) {
        WorkerSlots.Slot slot = lease.slot();
        WorkerProcess running = slot.worker;
        if (running != null && running.isAlive() && running.hasFiles()) {
            return running;
        }
        if (running != null) {
            running.close();
        }
        progress.update("starting the build worker");
        WorkerProcess launched = launch(lease.jvm(), buildLog);
        slot.worker = launched;
        return launched;
    }

    private WorkerProcess launch(ProjectJvm jvm, BuildLog buildLog) {
        try {
            return WorkerProcess.launch(
                    tools, jvm, sdkJar(), atStart, place.freshMark(), place.workerDirectory(), buildLog);
        } catch (IOException e) {
            throw BuildFailure.cannotStart(e.toString(), e);
        }
    }

    /** Writes the jar of the SDK once, since workers keep the jar open. Writes the jar again if it was deleted. */
    private synchronized SdkJar sdkJar() throws IOException {
        if (sdk == null || !Files.exists(sdk.jar())) {
            sdk = SdkJar.of(tools.sdkJar(), place.own(".sdk"));
        }
        return sdk;
    }

    private BuildFailure lost(WorkerProcess lost, ProjectJvm jvm, BuildLog buildLog, IOException cause)
            throws IOException {
        if (lost.isExpired()) {
            return BuildFailure.deadline(deadline, buildLog.file());
        }
        if (closed || Thread.currentThread().isInterrupted()) {
            return BuildFailure.cancelled(buildLog.file());
        }
        log.debug("Lost a build worker", cause);
        if (!lost.wasConnected() && !jvm.options().isEmpty()) {
            return BuildFailure.jvmConfig(buildLog.firstLine(), buildLog.file());
        }
        return lost.wasConnected()
                ? BuildFailure.died(lost.end(), buildLog.file())
                : BuildFailure.cannotStart(lost.end() + ", see " + buildLog.file(), cause);
    }
}
