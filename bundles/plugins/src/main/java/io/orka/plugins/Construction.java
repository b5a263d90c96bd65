package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.deploy.BoundPlugin;
import io.orka.deploy.Deployment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Runs a plugin's constructor on a separate thread, so that a constructor that blocks does not delay other plugins. */
final class Construction {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Executor lifecycleThread;
    private final BooleanSupplier stopping;
    private final StartJournal journal;

    /** @param stopping whether the constructed plugin is no longer needed */
    Construction(Executor lifecycleThread, BooleanSupplier stopping, StartJournal journal) {
        this.lifecycleThread = requireNonNull(lifecycleThread, "lifecycleThread is null");
        this.stopping = requireNonNull(stopping, "stopping is null");
        this.journal = requireNonNull(journal, "journal is null");
    }

    /**
     * Constructs the plugin of a deployment. If the construction fails, the deployment is closed, immediately or when
     * the constructor returns.
     */
    CompletableFuture<BoundPlugin> of(Deployment deployment) {
        CompletableFuture<BoundPlugin> bound = new CompletableFuture<>();
        Thread thread = deployment.bindingThread(() -> construct(deployment, bound));
        thread.start();
        return bound.copy()
                .orTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((plugin, thrown) -> {
                    if (thrown == null) {
                        return plugin;
                    }
                    if (thrown instanceof TimeoutException) {
                        thread.interrupt();
                        deployment.giveUp();
                        closeWhenItReturns(deployment, bound);
                        throw PluginsFailure.constructorHangs(DEADLINE);
                    }
                    lifecycleThread.execute(deployment::close);
                    throw thrown instanceof CompletionException e ? e : new CompletionException(thrown);
                });
    }

    private void construct(Deployment deployment, CompletableFuture<BoundPlugin> bound) {
        try {
            BoundPlugin plugin = deployment.runsElsewhere()
                    ? deployment.bind()
                    : journal.during(
                            deployment.bundle().key(),
                            deployment.bundle().commit(),
                            StartJournal.Step.CONSTRUCT,
                            deployment::bind);
            if (stopping.getAsBoolean()) {
                plugin.close();
                throw PluginsFailure.stopping();
            }
            bound.complete(plugin);
        } catch (Throwable e) { // rethrown to the waiting caller
            bound.completeExceptionally(e);
        }
    }

    private void closeWhenItReturns(Deployment deployment, CompletableFuture<BoundPlugin> bound) {
        CompletableFuture<BoundPlugin> unused = bound.whenComplete((plugin, failure) -> {
            if (plugin != null) {
                plugin.close();
            }
            lifecycleThread.execute(deployment::close);
        });
    }
}
