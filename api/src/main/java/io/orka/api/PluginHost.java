package io.orka.api;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The plugins of one host: their states, calls and events, and the commands that change them.
 *
 * <p>Safe for use by multiple threads. Queries return immediately. Commands ({@code swap}, {@code rollback},
 * {@code reload} and {@code apply}) return when they are done, including the time to fetch and build a version. The
 * plugin can be called during a command. Commands for one name run one after another. Commands for different names run
 * concurrently. An interrupt of the thread does not cancel a command.
 *
 * <p>A command fails immediately with a {@link PluginHostException} in these cases:
 *
 * <ul>
 *   <li>{@code ORKA-PLUGIN-09}: the host is stopping.
 *   <li>{@code ORKA-PLUGIN-16}: the current thread is the host's lifecycle thread, where the command would deadlock.
 *       OSGi service listeners, trackers and the {@code activate}, {@code bind} and {@code unbind} methods of
 *       components run on that thread while a plugin changes. Use another thread, or a {@link PluginListener}, which
 *       has a separate thread.
 * </ul>
 */
@ProviderType
public interface PluginHost {

    /**
     * Returns all registered plugins in the order of {@code plugins.json}, then versions that are draining or active in
     * place of a registered version. A key is listed twice while an earlier commit of the key is draining.
     *
     * @return a snapshot, unmodifiable
     */
    List<PluginInfo> plugins();

    /**
     * Returns one plugin.
     *
     * @param nameOrKey {@code name} (the version that calls by name go to) or {@code name@version}
     * @return a snapshot
     * @throws PluginHostException {@code ORKA-PLUGIN-01} if the name does not exist, {@code ORKA-PLUGIN-02} if the name
     *     does not have this version
     */
    PluginInfo plugin(String nameOrKey);

    /**
     * Calls a plugin that is selected at run time, and waits for its response until the deadline. Code that always
     * calls the same plugin should keep its {@link io.orka.sdk.OrkaCall}, which needs no lookup for each call.
     *
     * @param nameOrKey {@code name} (the highest active version) or {@code name@version}
     * @param context deadline, cancellation and attributes of this call
     * @param request the method and its arguments
     * @return the plugin's response; a failure that the plugin reports is a response, not an exception
     * @throws io.orka.sdk.OrkaCallException if there is no response, such as when the plugin does not exist, threw an
     *     exception, or did not respond before the deadline
     */
    Response call(String nameOrKey, CallContext context, Request request);

    /**
     * Calls a plugin and returns immediately. The call runs on a thread of the host. Dependent actions of the stage
     * also run on that thread, and may block. At most 256 asynchronous calls to one name run at the same time. Further
     * calls fail with {@code ORKA-CALL-09}.
     *
     * <p>The call is cancelled if the context is cancelled, or if the stage's
     * {@link CompletionStage#toCompletableFuture() future} completes before the plugin responds, such as by
     * {@code cancel} or {@code orTimeout}. The stage does not wait for the plugin to react.
     *
     * @param nameOrKey {@code name} (the highest active version) or {@code name@version}
     * @param context deadline, cancellation and attributes of this call
     * @param request the method and its arguments
     * @return a stage with the plugin's response, or with the {@link io.orka.sdk.OrkaCallException} that
     *     {@link #call(String, CallContext, Request)} would throw
     */
    CompletionStage<Response> callAsync(String nameOrKey, CallContext context, Request request);

    /**
     * Replaces a registered version with another version, in {@code plugins.json} and in the host, without losing a
     * call. Has no effect if the new version is already active.
     *
     * <p>If the new version does not become active, the previous version stays active. {@code plugins.json} keeps the
     * new version, and the host may retry it automatically; see {@link PluginInfo#retryAt()}. Use
     * {@link #rollback(String)} to restore the entry.
     *
     * @param nameOrKey {@code name}, or {@code name@version} if the name is registered in several versions
     * @param version the new tag, branch or commit
     * @throws PluginHostException if the new version does not become active, with the code of its failure
     */
    void swap(String nameOrKey, String version);

    /**
     * Returns to the version that was active before the last swap or reload of a name, in {@code plugins.json} and in
     * the host. Needs no network and no build.
     *
     * @param name the registered name
     * @throws PluginHostException {@code ORKA-PLUGIN-06} if there is no previous version, or another code if the
     *     rollback fails; in both cases, the active version stays active
     */
    void rollback(String name);

    /**
     * Fetches the ref of a plugin again, and builds and swaps the plugin if the commit has changed. Retries a failed
     * plugin.
     *
     * @param nameOrKey {@code name}, or {@code name@version} if the name is registered in several versions
     * @throws PluginHostException if the newest commit does not become active, with the code of its failure; the active
     *     version stays active
     */
    void reload(String nameOrKey);

    /**
     * Applies {@code plugins.json}, and retries failed plugins. If the file would remove more than two and more than
     * half of the active plugins, these plugins stay active, and the result contains them with {@code ORKA-PLUGIN-12}.
     *
     * @return the failures by key, unmodifiable; empty if the host matches {@code plugins.json}
     * @throws PluginHostException {@code ORKA-REG-01} if the file is invalid; no plugin is then changed
     */
    Map<String, PluginFailure> apply();

    /**
     * Registers a listener for all events from now on. The host calls the listener on a separate thread, so a listener
     * that blocks does not delay the host or other listeners.
     *
     * <p>Events arrive in order. While a listener is busy, waiting events of the same type for the same key are merged:
     * the listener receives only the last of them. A gap in {@link PluginEvent#sequence()} indicates merged events. To
     * get the current state, call {@link #plugins()} after adding the listener.
     *
     * <p>A listener that is added several times is called several times per event. A listener is no longer called after
     * one of these events:
     *
     * <ul>
     *   <li>The registration is closed.
     *   <li>The host has stopped.
     *   <li>The OSGi bundle that added the listener has released its {@code PluginHost}, which the framework does when
     *       a bundle stops.
     * </ul>
     *
     * @param listener the listener
     * @return the registration; close it to unregister the listener
     */
    ListenerRegistration addListener(PluginListener listener);
}
