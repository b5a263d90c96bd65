package io.orka.deploy;

import io.orka.process.CrashReport;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Probe;
import io.orka.wrap.PluginBundle;
import java.util.List;
import java.util.Optional;

/**
 * A constructed plugin that can be called. Close the plugin when its last call has returned.
 *
 * <p>A {@link Deployment} has at most one such plugin at a time, since leftovers are recognized by their classes. Safe
 * for use by multiple threads.
 */
public sealed interface BoundPlugin extends AutoCloseable permits HostJvmPlugin, OwnProcessPlugin {

    /**
     * Returns the plugin itself. Exceptions of the plugin are passed to the caller. A call requires {@link
     * Deployment#contextLoader()} as the thread's context class loader, unless {@link PluginBundle#seesContext()} is
     * {@code false}.
     *
     * @return the shared instance
     */
    OrkaCall call();

    /**
     * Returns the plugin's {@link Probe}, as a call that throws when the plugin is not ready.
     *
     * @return the probe; empty when the plugin has none
     */
    Optional<OrkaCall> probe();

    /**
     * Reports the last crash of the plugin's process.
     *
     * @return the report; empty for a plugin in the host's JVM, and for a process that is stable
     */
    Optional<CrashReport> crashReport();

    /**
     * Returns notes for an operator about the plugin's process, such as the address for a debugger.
     *
     * @return one sentence each; usually none, and always none for a plugin in the host's JVM
     */
    List<String> remarks();

    /**
     * Closes the plugin on a separate thread, if it is {@link AutoCloseable}, and waits up to the deadline of the
     * {@link Deployer}. Then removes the plugin's leftovers from the JVM: threads, timers, shutdown hooks, thread
     * locals, drivers and more. Exceptions of the plugin are logged, never thrown. Further calls do nothing.
     */
    @Override
    void close();
}
