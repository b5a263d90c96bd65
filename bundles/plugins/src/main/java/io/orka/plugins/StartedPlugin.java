package io.orka.plugins;

import io.orka.calls.ThreadStop;
import io.orka.deploy.BoundPlugin;
import io.orka.deploy.Deployment;
import io.orka.process.CrashReport;
import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A candidate in the framework.
 *
 * @param prepared the plugin that was started
 * @param deployment the plugin's bundle
 * @param call the plugin's call target
 * @param constructed the plugin, after its construction
 * @param close closes the plugin and returns whether the caller has to close the plugin's bundle; called once, when no
 *     call is running
 * @param steps probes and closes the plugin
 */
record StartedPlugin(
        Prepared prepared,
        Deployment deployment,
        OrkaCall call,
        Supplier<Optional<BoundPlugin>> constructed,
        BooleanSupplier close,
        PluginSteps steps)
        implements Candidate {

    static StartedPlugin of(Prepared prepared, Deployment deployment, BoundPlugin plugin, PluginSteps steps) {
        BooleanSupplier close = () -> {
            plugin.close();
            return true;
        };
        return new StartedPlugin(prepared, deployment, plugin.call(), () -> Optional.of(plugin), close, steps);
    }

    /** Returns a restored plugin, which is constructed by its first call. */
    static StartedPlugin late(Prepared prepared, Deployment deployment, LazyPlugin call, PluginSteps steps) {
        return new StartedPlugin(prepared, deployment, call, call::plugin, call::end, steps);
    }

    @Override
    public ClassLoader contextLoader() {
        return deployment.contextLoader();
    }

    @Override
    public ThreadStop stop() {
        return prepared.locked().limits().interruptible() ? WovenStop.INSTANCE : ThreadStop.none();
    }

    @Override
    public Optional<CrashReport> crashReport() {
        return constructed.get().flatMap(BoundPlugin::crashReport);
    }

    @Override
    public CompletableFuture<String> externalStop() {
        return deployment.externalStop();
    }

    @Override
    public List<String> remarks() {
        return constructed.get().map(BoundPlugin::remarks).orElse(List.of());
    }

    /** Returns the plugin's probe, if it has one. */
    Optional<OrkaCall> ownProbe() {
        return constructed.get().flatMap(BoundPlugin::probe);
    }

    @Override
    public void publish(OrkaCall service, int ranking) {
        deployment.publish(service, ranking);
    }

    @Override
    public void unpublish() {
        deployment.unpublish();
    }

    @Override
    public CompletableFuture<Void> probe() {
        return steps.probe(this);
    }

    @Override
    public CompletableFuture<Void> end() {
        return steps.end(this);
    }
}
