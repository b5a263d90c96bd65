package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.deploy.Deployment;
import io.orka.registry.PluginKey;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Brings a prepared plugin to serve. What touches the framework runs on the lifecycle thread; the plugin's own constructor
 * does not.
 */
final class Starting {

    private final Lifecycle lifecycle;
    private final LifecycleThread lifecycleThread;
    private final Construction construction;

    Starting(Lifecycle lifecycle, LifecycleThread lifecycleThread) {
        this.lifecycle = requireNonNull(lifecycle, "lifecycle is null");
        this.lifecycleThread = requireNonNull(lifecycleThread, "lifecycleThread is null");
        this.construction = new Construction(lifecycleThread);
    }

    /**
     * Starts a plugin and records it.
     *
     * @param prepared what to start
     * @param retired asked on the lifecycle thread, when the plugin is ready: the other keys whose place it takes
     * @return what it replaced
     */
    Handover start(Prepared prepared, Supplier<Set<PluginKey>> retired) {
        Lifecycle.Bound bound = bind(prepared);
        return lifecycleThread.call(() -> lifecycle.serve(bound, retired));
    }

    /** Starts what the lock already names. */
    void restore(Prepared prepared) {
        Lifecycle.Bound bound = bind(prepared);
        lifecycleThread.call(() -> lifecycle.restore(bound));
    }

    private Lifecycle.Bound bind(Prepared prepared) {
        Deployment deployment = lifecycleThread.call(() -> lifecycle.install(prepared));
        return new Lifecycle.Bound(
                prepared, deployment, construction.of(prepared.bundle().key(), deployment));
    }
}
