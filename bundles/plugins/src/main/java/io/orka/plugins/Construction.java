package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.deploy.BoundPlugin;
import io.orka.deploy.Deployment;
import io.orka.registry.PluginKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a plugin's constructor on a thread of its own, so that one that does not return holds up nobody for long. */
final class Construction {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final LifecycleThread lifecycleThread;

    Construction(LifecycleThread lifecycleThread) {
        this.lifecycleThread = requireNonNull(lifecycleThread, "lifecycleThread is null");
    }

    /** Constructs the plugin of a deployment; where that fails, the deployment is closed, at once or when it returns. */
    BoundPlugin of(PluginKey key, Deployment deployment) {
        CompletableFuture<BoundPlugin> bound = new CompletableFuture<>();
        Thread thread = DaemonThreads.named("orka-construct-" + key).newThread(() -> construct(deployment, bound));
        thread.start();
        try {
            return bound.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            lifecycleThread.execute(deployment::close);
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            abandon(thread, deployment, bound);
            throw PluginsFailure.constructorHangs(DEADLINE);
        } catch (InterruptedException e) {
            abandon(thread, deployment, bound);
            Thread.currentThread().interrupt();
            throw PluginsFailure.stopping();
        }
    }

    private static void construct(Deployment deployment, CompletableFuture<BoundPlugin> bound) {
        try {
            bound.complete(deployment.bind());
        } catch (Throwable e) { // whoever waits throws it again
            bound.completeExceptionally(e);
        }
    }

    private void abandon(Thread thread, Deployment deployment, CompletableFuture<BoundPlugin> bound) {
        thread.interrupt();
        CompletableFuture<BoundPlugin> unused = bound.whenComplete((plugin, failure) -> {
            if (plugin != null) {
                plugin.close();
            }
            lifecycleThread.execute(deployment::close);
        });
    }
}
