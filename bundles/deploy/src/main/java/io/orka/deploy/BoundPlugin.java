package io.orka.deploy;

import io.orka.entry.BindFailure;
import io.orka.entry.PluginInstance;
import io.orka.process.CrashReport;
import io.orka.process.ProcessPlugin;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Probe;
import io.orka.sdk.Response;
import io.orka.wrap.PluginBundle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin that was constructed and can be called. To be closed by whoever knows that its last call has returned.
 *
 * <p>At most one at a time per {@link Deployment}: what it left behind is told by its classes. Safe for use by many threads.
 */
public final class BoundPlugin implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BoundPlugin.class);

    private final PluginInstance instance;
    private final PluginContextLoader loader;
    private final Leftovers leftovers;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile List<Leftover> leftBehind = List.of();

    private BoundPlugin(PluginInstance instance, PluginContextLoader loader, Leftovers leftovers) {
        this.instance = instance;
        this.loader = loader;
        this.leftovers = leftovers;
    }

    /** A plugin that runs elsewhere has nothing to construct here. */
    static BoundPlugin elsewhere(ProcessPlugin process, PluginContextLoader loader, Leftovers leftovers) {
        return new BoundPlugin(new PluginInstance(process, process), loader, leftovers);
    }

    static BoundPlugin construct(PluginBundle bundle, PluginContextLoader loader, Leftovers leftovers) {
        leftovers.ledger().begin(loader);
        try {
            JdbcDrivers.offer(loader); // first: the constructor may want to connect
            PluginInstance instance = ContextSwitch.with(
                    loader,
                    () -> PluginInstance.construct(bundle.entrypoint(), loader.getParent(), bundle.directory()));
            return new BoundPlugin(instance, loader, leftovers);
        } catch (BindFailure failure) {
            leftovers.ledger().end(loader); // before it is cleaned, which settles what it changed
            leftovers.clean(loader);
            throw DeployFailure.of(failure);
        } finally {
            leftovers.ledger().end(loader);
        }
    }

    /**
     * The plugin itself. It throws whatever the plugin throws. It expects {@link Deployment#contextLoader()} to be the
     * thread's context class loader, unless {@link PluginBundle#seesContext()} says that it cannot tell.
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
        if (instance.object() instanceof ProcessPlugin process) {
            return process.hasProbe() ? Optional.of((context, request) -> process.probe(context)) : Optional.empty();
        }
        return instance.object() instanceof Probe own
                ? Optional.of((context, request) -> {
                    own.probe();
                    return Response.ok(null);
                })
                : Optional.empty();
    }

    /**
     * Reports the last crash of the plugin's process.
     *
     * @return empty for a plugin in this JVM, and for a process that is stable
     */
    public Optional<CrashReport> crashReport() {
        return instance.object() instanceof ProcessPlugin process ? process.crashReport() : Optional.empty();
    }

    /**
     * What is odd about how it runs in a process of its own.
     *
     * @return sentences; empty when nothing is, and for a plugin in this JVM
     */
    public List<String> remarks() {
        return instance.object() instanceof ProcessPlugin process ? process.remarks() : List.of();
    }

    /**
     * Closes the plugin if it is {@link AutoCloseable}, on a thread of its own, and waits for it, up to the deadline given to
     * the {@link Deployer}. Then takes back what the plugin left in the JVM: its threads, timers, shutdown hooks, thread
     * locals, drivers and more. What the plugin throws is logged, never thrown. Further calls do nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (instance.object() instanceof AutoCloseable plugin) {
            Leftovers.attempt(loader, "waiting for the plugin's close() was interrupted", () -> {
                if (!PluginCodeThread.close(loader, leftovers.deadline(), () -> close(plugin))) {
                    LOG.warn(
                            "{}: the plugin's close() has not returned within {} s and is left alone; its thread keeps the"
                                    + " plugin's classes in memory. Let close() wait for nothing without a limit",
                            loader.getName(),
                            leftovers.deadline().toSeconds());
                }
            });
        }
        leftBehind = leftovers.clean(loader);
    }

    /**
     * What the plugin left behind when it was closed.
     *
     * @return what was found; empty before {@link #close()}, and for a plugin that tidies up after itself
     */
    public List<Leftover> leftBehind() {
        return leftBehind;
    }

    private void close(AutoCloseable plugin) {
        boolean unused = Leftovers.attempt(loader, "the plugin's close() threw", plugin::close);
    }
}
