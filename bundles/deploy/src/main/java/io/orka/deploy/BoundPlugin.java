package io.orka.deploy;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.Probe;
import io.orka.sdk.Response;
import io.orka.wrap.PluginBundle;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A plugin that was constructed and can be called. To be closed by whoever knows that its last call has returned.
 *
 * <p>Safe for use by many threads.
 */
public final class BoundPlugin implements AutoCloseable {

    private final PluginInstance instance;
    private final PluginContextLoader loader;
    private final AtomicBoolean closed = new AtomicBoolean();

    private BoundPlugin(PluginInstance instance, PluginContextLoader loader) {
        this.instance = instance;
        this.loader = loader;
    }

    static BoundPlugin construct(PluginBundle bundle, PluginContextLoader loader) {
        try {
            JdbcDrivers.offer(loader); // first: the constructor may want to connect
            return new BoundPlugin(
                    ContextSwitch.with(loader, () -> PluginInstance.construct(bundle, loader.getParent())), loader);
        } catch (DeployFailure failure) {
            Leftovers.sweep(loader);
            throw failure;
        }
    }

    /**
     * The plugin itself. It throws whatever the plugin throws, and expects {@link Deployment#contextLoader()} to be the
     * thread's context class loader.
     *
     * @return always the same object
     */
    public OrkaCall call() {
        return instance.call();
    }

    /**
     * The plugin's own answer to whether it can serve, as a call that throws when it cannot.
     *
     * @return empty when it has no {@link Probe}
     */
    public Optional<OrkaCall> probe() {
        return instance.object() instanceof Probe own
                ? Optional.of((context, request) -> {
                    own.probe();
                    return Response.ok(null);
                })
                : Optional.empty();
    }

    /**
     * Closes the plugin if it is {@link AutoCloseable}, then takes back what it left in the JDK: its JDBC drivers, its
     * cached classes and resource bundles. What the plugin throws is logged, never thrown. Further calls do nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (instance.object() instanceof AutoCloseable plugin) {
            Leftovers.attempt(
                    loader,
                    "the plugin's close() threw",
                    () -> ContextSwitch.with(loader, () -> {
                        plugin.close();
                        return plugin;
                    }));
        }
        Leftovers.sweep(loader);
    }
}
