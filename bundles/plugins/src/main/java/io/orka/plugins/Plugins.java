package io.orka.plugins;

import io.orka.identity.PluginKey;
import io.orka.registry.InvalidRegistry;
import io.orka.registry.PluginConfig;
import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All plugins of one host: their registry entries, their states, and the operations that reconcile entries and states.
 *
 * <p>Safe for use by multiple threads. A command that changes something returns when the change is done. Commands for
 * one name run one after another, and commands for different names in parallel. A failed plugin is an item of the
 * {@link Report}, never an exception. A command throws {@link PluginsFailure} for an unknown name or key, or if it
 * cannot be carried out; for an invalid registry file, {@link io.orka.registry.InvalidRegistry}.
 */
public interface Plugins {

    /**
     * Returns every registered plugin in registry order, then unregistered plugins that are still active or draining.
     *
     * @return the status of each plugin
     */
    List<PluginStatus> list();

    /**
     * Returns the status of one plugin.
     *
     * @param nameOrKey {@code name} (the highest version) or {@code name@version}
     * @return the status of the plugin
     */
    PluginStatus status(String nameOrKey);

    /**
     * Returns the metadata of a plugin, from its {@code config.json}.
     *
     * @param nameOrKey {@code name} (the highest version) or {@code name@version}
     * @return the metadata of the active version
     */
    PluginConfig config(String nameOrKey);

    /**
     * Returns the state of the registry file.
     *
     * @return the file's problem, warnings and pending changes
     */
    RegistryHealth registry();

    /**
     * Returns the changes that {@link #apply()} would make.
     *
     * @return the plan
     */
    default Plan plan() {
        Forecast forecast = forecast();
        InvalidRegistry problem = forecast.registry().problem();
        if (problem != null) {
            throw problem;
        }
        return forecast.plan();
    }

    /**
     * Returns the changes like {@link #plan()}, with the sources of the bundles.
     *
     * @return the changes; none if the registry is invalid
     */
    Forecast forecast();

    /**
     * Returns the changes for another registry file.
     *
     * @param other the file, which may be missing
     * @return the changes; none if the file is invalid
     */
    Forecast forecast(Path other);

    /**
     * Applies the registry. Failed plugins are retried. If the registry would remove more than half of the active
     * plugins, and more than two, these plugins stay active, and their items are failures with {@code ORKA-PLUGIN-12}.
     *
     * @return the results, one for each plugin that was changed
     */
    default Report apply() {
        return apply(false);
    }

    /**
     * Applies the registry.
     *
     * @param confirmed whether the removal of most plugins is allowed
     * @return the results, one for each plugin that was changed
     */
    Report apply(boolean confirmed);

    /**
     * Adds a plugin to the registry and applies the new entry.
     *
     * @param name the plugin's name
     * @param version the plugin's version, or {@code null} to follow the default branch
     * @param repo the plugin's repository
     * @param service the plugin's service name
     * @return the results, one for each plugin that was changed
     */
    Report add(String name, @Nullable String version, String repo, String service);

    /**
     * Removes a plugin from the registry and applies the removal.
     *
     * @param key the plugin's key
     * @return the results, one for each plugin that was changed
     */
    Report remove(String key);

    /**
     * Switches a registered plugin to another version and applies the change; no calls are lost.
     *
     * @param nameOrKey {@code name}, or {@code name@version} if the name is registered in several versions
     * @param version the new version
     * @return the results, one for each plugin that was changed
     */
    Report swap(String nameOrKey, String version);

    /**
     * Fetches a plugin's ref again, and rebuilds and swaps the plugin if the commit changed. A plugin with snapshot
     * dependencies is also rebuilt at the same commit, and swapped if a snapshot that is due by its update policy is
     * newer. A failed plugin is retried.
     *
     * @param key the plugin's key
     * @return the results, one for each plugin that was changed
     */
    default Report reload(String key) {
        return reload(key, false);
    }

    /**
     * Fetches a plugin's ref again, and rebuilds and swaps the plugin if its commit or a snapshot dependency is newer.
     * A failed plugin is retried.
     *
     * @param key the plugin's key
     * @param update whether to rebuild the plugin in any case, with the newest snapshots regardless of their update
     *     policy
     * @return the results, one for each plugin that was changed
     */
    Report reload(String key, boolean update);

    /**
     * Returns to the version that was active before the last swap or reload of a name, without network or build.
     *
     * @param name the plugin's name
     * @return the results, one for each plugin that was changed
     */
    Report rollback(String name);

    /**
     * Returns whether the current registry is applied and no command is running. Failed plugins may still be retried
     * later.
     *
     * @return {@code false} while a fetch, a build or a start for a command is in progress
     * @throws io.orka.identity.OrkaFailure while the host must not make changes
     */
    boolean settled();

    /**
     * Deletes unused bundles and clones. Active and rollback versions are kept. Then this method requests garbage
     * collections for at most 2 seconds, to unload the classes of closed versions. The host also deletes unused bundles
     * and clones automatically, soon after its start and every few hours, but never requests garbage collections
     * automatically.
     *
     * @return the deleted files
     */
    CleanupReport tidy();

    /**
     * Calls a plugin.
     *
     * @param nameOrKey {@code name} (the highest version) or {@code name@version}
     * @param context the deadline, the cancellation and the attributes of the call
     * @param request the method and its arguments
     * @return the plugin's answer
     */
    Response call(String nameOrKey, CallContext context, Request request);

    /**
     * Returns the versions of a plugin that have a build log, the newest first. Of the logs of versions that were
     * rolled back or removed, the newest are kept.
     *
     * @param name the plugin's name
     * @return the keys of these versions
     */
    List<PluginKey> logged(String name);

    /**
     * Returns the time since which a plugin has been active without a change of version or commit.
     *
     * @param key the plugin's key
     * @return the time at which the plugin became active; empty if it is not active
     */
    Optional<Instant> activeSince(PluginKey key);

    /**
     * Returns the paths of a plugin's logs.
     *
     * @param nameOrKey the plugin's name or key; a version that is no longer registered is allowed
     * @return the files, which may be missing
     */
    LogPlaces logs(String nameOrKey);

    /**
     * Returns the last failures of a plugin since the host started, oldest first.
     *
     * @param nameOrKey the plugin's name or key; a version that is no longer registered is allowed
     * @return at most 20 failures
     */
    List<Failure> failures(String nameOrKey);

    /**
     * Returns the code of an engine bundle or the embedding application that has blocked all changes for at least a
     * second, such as a service listener that does not return. Calls are not affected.
     *
     * @return the owner and the position of the code; empty if no code blocks
     */
    Optional<Blocker> blocker();

    /**
     * Registers a listener, called on a separate thread.
     *
     * @param listener the listener
     * @return a handle that unregisters the listener
     */
    Subscription listen(PluginListener listener);

    /**
     * Registers a listener for events, called in order on a separate thread. While the listener is busy, events of the
     * same type of one plugin replace each other: the listener gets the last event.
     *
     * @param listener the listener, which may close the subscription
     * @return a handle that unregisters the listener: undelivered events are dropped, and a running call of the
     *     listener may end later
     */
    Subscription follow(Consumer<Occurrence> listener);
}
