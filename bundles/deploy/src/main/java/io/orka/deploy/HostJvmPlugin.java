package io.orka.deploy;

import io.orka.entry.BindFailure;
import io.orka.entry.PluginInstance;
import io.orka.leaks.Leftover;
import io.orka.leaks.Leftovers;
import io.orka.process.CrashReport;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Probe;
import io.orka.sdk.Response;
import io.orka.wrap.PluginBundle;
import java.util.List;
import java.util.Optional;

/** A plugin whose code runs in the host's JVM. */
final class HostJvmPlugin implements BoundPlugin {

    private final PluginInstance instance;
    private final PluginEnd end;

    private HostJvmPlugin(PluginInstance instance, PluginClassLoader loader, Leftovers leftovers) {
        this.instance = instance;
        this.end = new PluginEnd(
                loader, leftovers, instance.object() instanceof AutoCloseable closeable ? closeable : null);
    }

    /** Constructs the plugin on this thread; throws a {@link DeployFailure} when the construction fails. */
    static HostJvmPlugin construct(PluginBundle bundle, PluginClassLoader loader, Leftovers leftovers) {
        leftovers.beginConstruction(loader);
        try {
            DriverLoading.load(loader); // before the constructor, which may open a connection
            PluginInstance instance = ContextSwitch.with(
                    loader, () -> PluginInstance.construct(bundle.entrypoint(), loader, bundle.directory()));
            return new HostJvmPlugin(instance, loader, leftovers);
        } catch (BindFailure failure) {
            leftovers.endConstruction(loader); // before clean, which reverts the plugin's changes
            leftovers.clean(loader);
            throw DeployFailure.of(failure);
        } finally {
            leftovers.endConstruction(loader);
        }
    }

    @Override
    public OrkaCall call() {
        return instance.call();
    }

    @Override
    public Optional<OrkaCall> probe() {
        return instance.object() instanceof Probe probe
                ? Optional.of((context, request) -> {
                    probe.probe();
                    return Response.ok(null);
                })
                : Optional.empty();
    }

    @Override
    public Optional<CrashReport> crashReport() {
        return Optional.empty();
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }

    @Override
    public void close() {
        end.run();
    }

    /**
     * Returns the leftovers of the closed plugin; empty before the close, and for a plugin that removes its own
     * objects.
     */
    List<Leftover> leftBehind() {
        return end.leftBehind();
    }
}
