package io.orka.process;

import static java.util.Objects.requireNonNull;

import io.orka.calls.CallCodes;
import io.orka.calls.FailedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one process running. Pings the process, and starts a new process when it has ended. */
final class Supervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    /** The maximum delay of a restart for which calls wait. */
    private static final Duration WORTH_WAITING = Duration.ofSeconds(1);

    /** The interval of memory checks, which is short, since without prlimit the checks are the only limit. */
    private static final Duration LOOK_AT_MEMORY = Duration.ofMillis(250);

    private final LaunchSpec spec;
    private final Processes processes;
    private final Restarts restarts = new Restarts();
    private volatile @Nullable RunningProcess running;
    private CompletableFuture<RunningProcess> next = new CompletableFuture<>();
    private @Nullable Future<?> heart;
    private @Nullable Future<?> watch;
    private long readySince;
    private volatile @Nullable String pause;
    private boolean closed;

    Supervisor(LaunchSpec spec, Processes processes) {
        this.spec = requireNonNull(spec, "spec is null");
        this.processes = requireNonNull(processes, "processes is null");
    }

    /** Starts the first process and waits until it is ready. */
    RunningProcess begin() {
        RunningProcess first = RunningProcess.start(spec, processes);
        serve(first);
        return first;
    }

    Duration heartbeat() {
        return processes.heartbeat();
    }

    LargeCalls large() {
        return processes.large();
    }

    /** Returns the process that accepts calls. Waits for a process that is being started. */
    RunningProcess process() throws FailedCall, InterruptedException {
        RunningProcess now = running;
        return now != null && now.takesCalls() ? now : awaitNext();
    }

    private RunningProcess awaitNext() throws FailedCall, InterruptedException {
        CompletableFuture<RunningProcess> starting;
        synchronized (this) {
            if (closed) {
                throw notThere("the plugin was closed");
            }
            RunningProcess now = running;
            if (now != null && now.takesCalls()) {
                return now;
            }
            if (next.isDone()) { // another thread is handling the end of the previous process
                next = new CompletableFuture<>();
            }
            starting = next;
        }
        String waits = pause;
        if (waits != null) {
            throw notThere(waits);
        }
        try {
            return starting.get(processes.startDeadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw notThere(String.valueOf(requireNonNull(e.getCause()).getMessage()));
        } catch (TimeoutException e) {
            throw notThere("it was not ready after " + processes.startDeadline().toSeconds() + " s");
        }
    }

    private static FailedCall notThere(String why) {
        return new FailedCall(CallCodes.NO_PROCESS, "its process is not available: " + why, null);
    }

    private void serve(RunningProcess process) {
        CompletableFuture<RunningProcess> waiting;
        synchronized (this) {
            if (closed) {
                process.close();
                return;
            }
            running = process;
            pause = null;
            readySince = System.nanoTime();
            waiting = next;
            long beat = processes.heartbeat().toMillis();
            heart = processes.clock().scheduleWithFixedDelay(process::beat, beat, beat, TimeUnit.MILLISECONDS);
            if (spec.setup().limit() != null) {
                long look = LOOK_AT_MEMORY.toMillis();
                watch = processes
                        .clock()
                        .scheduleWithFixedDelay(process::watchMemory, look, look, TimeUnit.MILLISECONDS);
            }
        }
        waiting.complete(process);
        CompletableFuture<Void> unused = process.ended().thenAccept(this::ended);
    }

    private void ended(ExitReason how) {
        synchronized (this) {
            stopHeart();
            if (closed) {
                return;
            }
            if (next.isDone()) {
                next = new CompletableFuture<>();
            }
            Duration pauseBefore = restarts.after(served(), how.line(), how.lastLines());
            LOG.warn("{}: its process ended: {}; restarting the process", spec.plugin(), how.line());
            restart(pauseBefore, how.line());
        }
    }

    private synchronized void failed(ProcessFailure failure) {
        CompletableFuture<RunningProcess> waiting = next;
        next = new CompletableFuture<>();
        Duration pauseBefore = restarts.after(Duration.ZERO, failure.reason(), List.of());
        LOG.warn("{}: {}", spec.plugin(), failure.line());
        restart(pauseBefore, failure.reason());
        waiting.completeExceptionally(failure);
    }

    /** Starts a new process after a delay. The caller must hold the lock. */
    private void restart(Duration after, String why) {
        pause = after.compareTo(WORTH_WAITING) <= 0
                ? null
                : why + "; the process ended " + restarts.inARow() + " times in a row; next start in "
                        + Math.round(after.toMillis() / 100.0) / 10.0 + " s";
        try {
            Future<?> unused = processes.clock().schedule(this::startAgain, after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not restarted: the host is stopping", spec.plugin());
        }
    }

    private void startAgain() {
        DaemonThreads.create("orka-process-start " + spec.plugin(), this::start).start();
    }

    private void start() {
        synchronized (this) {
            if (closed) {
                return;
            }
            pause = null;
            restarts.begin();
        }
        try {
            serve(RunningProcess.start(spec, processes));
        } catch (ProcessFailure e) {
            failed(e);
        }
    }

    private Duration served() {
        return Duration.ofNanos(System.nanoTime() - readySince);
    }

    synchronized Optional<CrashReport> crashReport() {
        RunningProcess now = running;
        boolean serves = now != null && now.takesCalls();
        return restarts.crashReport(
                serves ? served() : null, processes.log(spec).file());
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        RunningProcess now = running;
        if (now != null && spec.setup().debug()) {
            String port = now.debugger();
            remarks.add(
                    port == null
                            ? "debugging is on: a debugger can attach to process " + now.pid()
                                    + "; Orka does not kill the process for missed heartbeats"
                            : "debugging is on: JDWP is listening on 127.0.0.1:" + port + " (process " + now.pid()
                                    + "). Every user of this machine can run code in this process. Orka does not kill"
                                    + " the process for missed heartbeats");
        }
        MemoryLimit limit = spec.setup().limit();
        if (limit != null && !processes.starter().limits()) {
            remarks.add(
                    "Orka checks used memory only four times a second, since prlimit (util-linux) is not available");
        }
        return remarks;
    }

    private void stopHeart() {
        if (heart != null) {
            heart.cancel(false);
        }
        if (watch != null) {
            watch.cancel(false);
        }
    }

    @Override
    public void close() {
        RunningProcess last;
        CompletableFuture<RunningProcess> waiting;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            stopHeart();
            last = running;
            waiting = next;
        }
        // Callers that wait for the next process then fail immediately instead of at their deadline.
        waiting.completeExceptionally(ProcessFailure.cannotStart("the plugin was closed", null));
        if (last != null) {
            last.close();
        }
    }
}
