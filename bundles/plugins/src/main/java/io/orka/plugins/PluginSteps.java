package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.wrap.PluginBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Probes and closes plugins on separate threads, so that a slow plugin does not delay others. */
final class PluginSteps implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginSteps.class);

    private final LifecycleExecutor lifecycle;
    private final StartJournal journal;
    private final ExecutorService probes = Executors.newCachedThreadPool(DaemonThreads.named("orka-probe"));
    private final ExecutorService ends = Executors.newCachedThreadPool(DaemonThreads.named("orka-drain"));

    PluginSteps(LifecycleExecutor lifecycle, StartJournal journal) {
        this.lifecycle = requireNonNull(lifecycle, "lifecycle is null");
        this.journal = requireNonNull(journal, "journal is null");
    }

    /** Runs the readiness probes of a plugin; fails if a probe fails. */
    CompletableFuture<Void> probe(StartedPlugin plugin) {
        return CompletableFuture.runAsync(() -> probeRecorded(plugin), probes);
    }

    private void probeRecorded(StartedPlugin plugin) {
        PluginBundle bundle = plugin.prepared().bundle();
        if (plugin.prepared().runsElsewhere() || !Probing.isNeeded(plugin)) {
            Probing.run(plugin);
        } else {
            journal.during(bundle.key(), bundle.commit(), StartJournal.Step.PROBE, () -> {
                Probing.run(plugin);
                return true;
            });
        }
    }

    /** Closes a plugin that gets no calls, and then its deployment. */
    CompletableFuture<Void> end(StartedPlugin plugin) {
        return CompletableFuture.supplyAsync(plugin.close()::getAsBoolean, ends)
                .thenAcceptAsync(
                        open -> {
                            if (open) {
                                plugin.deployment().close();
                            }
                        },
                        lifecycle)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        tell(plugin.prepared().bundle().key(), failure);
                    }
                });
    }

    private static void tell(PluginKey key, Throwable failure) {
        if (failure.getCause() instanceof RejectedExecutionException) {
            LOG.warn("{} was not closed before the host ended", key);
        } else {
            LOG.error("Closing {} failed", key, failure);
        }
    }

    @Override
    public void close() {
        probes.shutdownNow();
        ends.shutdownNow();
    }
}
