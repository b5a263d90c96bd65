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
 * @param prepared what was started
 * @param deployment its bundle
 * @param call where calls enter
 * @param constructed the plugin, once it is constructed
 * @param close closes the plugin and answers whether that leaves its bundle to be closed; to be called once, when no call
 *     runs
 * @param steps probe and end it
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

    /** One that served before, and is constructed by its first call. */
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

    /** The plugin's own answer to whether it can serve, if it has one. */
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
