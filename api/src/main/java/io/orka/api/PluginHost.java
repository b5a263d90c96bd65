package io.orka.api;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The plugins of one host: what they are, what happens to them, and the commands that change them.
 *
 * <p>Safe for use by many threads. Questions are answered at once. Commands return when they are done, which for a version
 * that has to be fetched and built takes as long as that takes; calls to the plugin go on meanwhile. Commands on one name
 * run one after another, those on different names concurrently. Interrupting the thread does not end a command.
 *
 * <p>A command fails at once with {@code ORKA-PLUGIN-09} while the host is stopping, and with {@code ORKA-PLUGIN-16} on the
 * thread on which the host changes plugins: there it would wait for itself. OSGi service listeners, trackers and the
 * {@code activate}, {@code bind} and {@code unbind} methods of components run on that thread while a plugin changes; start
 * another thread for the command, or add a {@link PluginListener}, which has its own.
 */
@ProviderType
public interface PluginHost {

    /**
     * Every registered plugin in the order of {@code plugins.json}, then those that are active in another's place or
     * draining. A key is listed twice while an earlier commit of it is draining.
     *
     * @return a snapshot, unmodifiable
     */
    List<PluginInfo> plugins();

    /**
     * One plugin.
     *
     * @param nameOrKey {@code name} (the version that calls to the name go to) or {@code name@version}
     * @return a snapshot
     * @throws PluginHostException {@code ORKA-PLUGIN-01} when there is no such name, {@code ORKA-PLUGIN-02} when the name has
     *     no such version
     */
    PluginInfo plugin(String nameOrKey);

    /**
     * Calls a plugin that is chosen at run time. Code that always calls the same one keeps its
     * {@link io.orka.sdk.OrkaCall}, which does not look it up each time.
     *
     * @param nameOrKey {@code name} (the highest version that is active) or {@code name@version}
     * @param context deadline, cancellation and attributes of this call
     * @param request the method and its arguments
     * @return the plugin's answer; a failure that the plugin itself reports is a response, not an exception
     * @throws io.orka.sdk.OrkaCallException when there is no such plugin, it threw, or did not answer in time
     */
    Response call(String nameOrKey, CallContext context, Request request);

    /**
     * Calls a plugin and returns at once. The call runs in a thread of the host; what depends on the stage runs there too, and
     * may block. At most 256 such calls to one name run at once, further ones end in {@code ORKA-CALL-09}.
     *
     * <p>To cancel the context, or to complete the stage's {@link CompletionStage#toCompletableFuture() future} before the
     * plugin answers, by {@code cancel} or {@code orTimeout}, asks the plugin to stop. The stage does not wait for that.
     *
     * @param nameOrKey {@code name} (the highest version that is active) or {@code name@version}
     * @param context deadline, cancellation and attributes of this call
     * @param request the method and its arguments
     * @return a stage with the plugin's answer, or with the {@link io.orka.sdk.OrkaCallException} that
     *     {@link #call(String, CallContext, Request)} would throw
     */
    CompletionStage<Response> callAsync(String nameOrKey, CallContext context, Request request);

    /**
     * Replaces a registered version by another one, in {@code plugins.json} and in the host, without losing a call. Does
     * nothing when that version is active.
     *
     * @param nameOrKey {@code name}, or {@code name@version} where the name is registered in several versions
     * @param version the tag, branch or commit to change to
     * @throws PluginHostException with the failure's code when the new version does not become active; the previous one
     *     stays active, {@code plugins.json} names the new one, and the host may try it again by itself: see
     *     {@link PluginInfo#retryAt()}. Use {@link #rollback(String)} to name the previous one again
     */
    void swap(String nameOrKey, String version);

    /**
     * Goes back to the version that was active before the last swap or reload of a name, in {@code plugins.json} and in the
     * host, without network or build.
     *
     * @param name the registered name
     * @throws PluginHostException {@code ORKA-PLUGIN-06} when there is nothing to go back to, or with the failure's code; what
     *     is active stays active
     */
    void rollback(String name);

    /**
     * Fetches the ref of a plugin again, and builds and swaps it if its commit is another one. A failed plugin is tried
     * again.
     *
     * @param nameOrKey {@code name}, or {@code name@version} where the name is registered in several versions
     * @throws PluginHostException with the failure's code when the newest commit does not become active; the previous one
     *     stays active
     */
    void reload(String nameOrKey);

    /**
     * Makes the host equal to {@code plugins.json}. Failed plugins are tried again. Where the file has lost more than half of
     * the active plugins, and more than two, those stay and are in the result with {@code ORKA-PLUGIN-12}.
     *
     * @return what could not be done, by key; empty when the host is as registered
     * @throws PluginHostException {@code ORKA-REG-01} when the file cannot be used; nothing is changed
     */
    Map<String, PluginFailure> apply();

    /**
     * Tells a listener what happens from now on, on a thread that belongs to it: a listener that blocks holds up neither the
     * host nor another listener.
     *
     * <p>The events of the host arrive in order. While a listener is busy, events of the same type for the same key are merged:
     * it is told the last one only. So what waits for a listener is bounded, the last event of each type for each key is always
     * told, and a gap in {@link PluginEvent#sequence()} shows that something was merged. Whoever needs the present state asks
     * for it, after adding the listener.
     *
     * <p>The same listener may be added more than once, and is then told as often. A listener is told nothing after the
     * registration is closed, the host has stopped, or the OSGi bundle that added it has released its {@code PluginHost},
     * which the framework does for a bundle that stops.
     *
     * @param listener what is told
     * @return what ends it
     */
    ListenerRegistration addListener(PluginListener listener);
}
