package io.orka.deploy;

import io.orka.process.CrashReport;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Probe;
import io.orka.wrap.PluginBundle;
import java.util.List;
import java.util.Optional;

/**
 * A constructed plugin that can be called. Close it when its last call has returned.
 *
 * <p>At most one at a time per {@link Deployment}, since leftovers are recognized by their classes. Safe for use by
 * multiple threads.
 */
public sealed interface BoundPlugin extends AutoCloseable permits HostJvmPlugin, OwnProcessPlugin {

    /**
     * The plugin itself. It throws what the plugin throws. It requires {@link Deployment#contextLoader()} as the
     * thread's context class loader, unless {@link PluginBundle#seesContext()} is {@code false}.
     *
     * @return the shared instance
     */
    OrkaCall call();

    /**
     * The plugin's {@link Probe}, as a call that throws when the plugin is not ready.
     *
     * @return empty when it has none
     */
    Optional<OrkaCall> probe();

    /**
     * Reports the last crash of the plugin's process.
     *
     * @return empty for a plugin in the host's JVM, and for a process that is stable
     */
    Optional<CrashReport> crashReport();

    /**
     * Notes for an operator about the plugin's process, such as the address for a debugger.
     *
     * @return sentences; mostly none, and none for a plugin in the host's JVM
     */
    List<String> remarks();

    /**
     * Closes the plugin if it is {@link AutoCloseable}, on a separate thread, and waits for it, up to the deadline of
     * the {@link Deployer}. Then removes what the plugin left in the JVM: its threads, timers, shutdown hooks, thread
     * locals, drivers and more. Exceptions of the plugin are logged, never thrown. Further calls do nothing.
     */
    @Override
    void close();
}
