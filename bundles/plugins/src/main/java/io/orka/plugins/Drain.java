package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.calls.Generation;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the last call of a generation has returned, and then closes the generation.
 *
 * <p>A drain never aborts a call: a generation whose call does not return stays, and is shown as draining. Only the
 * wait for orphaned calls is limited: if two checks in a row find only orphaned calls, the generation is closed.
 */
final class Drain implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final LiveSet lives;
    private final Executor lifecycleThread;
    private final ExecutorService waiters = Executors.newCachedThreadPool(DaemonThreads.named("orka-drain"));

    Drain(LiveSet lives, Executor lifecycleThread) {
        this.lives = requireNonNull(lives, "lives is null");
        this.lifecycleThread = requireNonNull(lifecycleThread, "lifecycleThread is null");
    }

    /**
     * Begins to drain a generation that gets no new calls. Its service is unregistered when the generation is idle, if
     * not before.
     *
     * @param live the generation
     * @return done when the generation's deployment is closed
     */
    CompletableFuture<Void> begin(Live live) {
        return CompletableFuture.runAsync(() -> awaitIdle(live), waiters)
                .thenRun(live.generation()::close)
                .thenRunAsync(live.candidate()::unpublish, lifecycleThread)
                .thenCompose(idle -> live.candidate().end())
                .thenRunAsync(() -> lives.gone(live), lifecycleThread);
    }

    private void awaitIdle(Live live) {
        Generation generation = live.generation();
        boolean abandonedBefore = false;
        while (!generation.awaitIdle(LOOK)) {
            boolean abandoned = generation.inFlight() <= generation.abandoned();
            if (abandoned && abandonedBefore) {
                LOG.warn("Closing {} with {} orphaned calls still running", live.key(), generation.abandoned());
                return;
            }
            abandonedBefore = abandoned;
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the host stopped before the last call of " + live.key() + " returned");
            }
            LOG.warn("{} is draining: {} calls are still running", live.key(), generation.inFlight());
        }
    }

    @Override
    public void close() {
        waiters.shutdownNow();
    }
}
