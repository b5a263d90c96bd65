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
 * All plugins of one host: what is registered, what runs, and the commands that bring the one to the other.
 *
 * <p>Safe for use by many threads. Commands that change something return when it is done; those on one name run one after
 * another, those on different names side by side. A plugin that fails is an item of the {@link Report}, never an exception. Where a name or key is not known, or a command
 * makes no sense, they throw {@link PluginsFailure}; where the registry file is not valid,
 * {@link io.orka.registry.InvalidRegistry}.
 */
public interface Plugins {

    /**
     * Every registered plugin in registry order, then those that only serve in another's place or still drain.
     *
     * @return one status each
     */
    List<PluginStatus> list();

    /**
     * One plugin.
     *
     * @param nameOrKey {@code name} (the highest version) or {@code name@version}
     * @return its status
     */
    PluginStatus status(String nameOrKey);

    /**
     * What a plugin says about itself in its {@code config.json}.
     *
     * @param nameOrKey {@code name} (the highest version) or {@code name@version}
     * @return the metadata of what serves
     */
    PluginConfig config(String nameOrKey);

    /**
     * How the registry file is now.
     *
     * @return what is wrong or odd about it
     */
    RegistryHealth registry();

    /**
     * What {@link #apply()} would do now.
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
     * The same, with where the bundles come from.
     *
     * @return what would be done; without changes where the registry cannot be used
     */
    Forecast forecast();

    /**
     * What would be done if the registry were another file.
     *
     * @param other need not exist
     * @return what would be done; without changes where the file cannot be used
     */
    Forecast forecast(Path other);

    /**
     * Makes what runs equal to the registry. What failed before is tried again. Where the registry has lost more than half
     * of the plugins that serve, and more than two, those stay and their items are failures with {@code ORKA-PLUGIN-12}.
     *
     * @return what was done
     */
    default Report apply() {
        return apply(false);
    }

    /**
     * Makes what runs equal to the registry.
     *
     * @param confirmed whether even most of the plugins may be removed
     * @return what was done
     */
    Report apply(boolean confirmed);

    /**
     * Registers a plugin and applies.
     *
     * @param name its name
     * @param version its version, or {@code null} to follow the default branch
     * @param repo its repository
     * @param service its service name
     * @return what was done
     */
    Report add(String name, @Nullable String version, String repo, String service);

    /**
     * Takes a plugin out of the registry and applies.
     *
     * @param key its key
     * @return what was done
     */
    Report remove(String key);

    /**
     * Moves a registered plugin to another version and applies; its calls go on.
     *
     * @param nameOrKey {@code name}, or {@code name@version} where the name is registered in several versions
     * @param version the version to move to
     * @return what was done
     */
    Report swap(String nameOrKey, String version);

    /**
     * Fetches a plugin's ref again, and rebuilds and swaps it if the commit moved. One with snapshots among its libraries is
     * rebuilt at the same commit too, and swapped if some are newer by their update policy. A failed plugin is tried again.
     *
     * @param key its key
     * @return what was done
     */
    default Report reload(String key) {
        return reload(key, false);
    }

    /**
     * Fetches a plugin's ref again, and rebuilds and swaps it where something is newer. A failed plugin is tried again.
     *
     * @param key its key
     * @param update whether it is rebuilt in any case, with the newest snapshots whatever their update policy
     * @return what was done
     */
    Report reload(String key, boolean update);

    /**
     * Goes back to what served before the last swap or reload of a name, without network or build.
     *
     * @param name its name
     * @return what was done
     */
    Report rollback(String name);

    /**
     * Whether the host has done all that it was asked for: the registry is applied as it is now, and no command is at work.
     * What failed may still be tried again later.
     *
     * @return {@code false} while it fetches, builds or starts something for somebody
     * @throws io.orka.identity.OrkaFailure while the host may change nothing
     */
    boolean settled();

    /**
     * Frees the disk of bundles and clones that nobody needs: never of what serves, or of the way back from it. The host
     * does so by itself soon after its start and every few hours. Then asks the JVM to collect the classes of versions that were
     * replaced, which the host never does by itself, and waits for at most 2 seconds.
     *
     * @return what was freed
     */
    CleanupReport tidy();

    /**
     * Calls a plugin.
     *
     * @param nameOrKey {@code name} (the highest version) or {@code name@version}
     * @param context deadline, cancellation, attributes
     * @param request method and arguments
     * @return its answer
     */
    Response call(String nameOrKey, CallContext context, Request request);

    /**
     * The versions of a plugin that have a build log, the newest first: also those that were rolled back or removed, of which
     * the newest logs are kept.
     *
     * @param name its name
     * @return their keys
     */
    List<PluginKey> logged(String name);

    /**
     * Since when a plugin has answered calls without a change of version or commit.
     *
     * @param key its key
     * @return when it became active; empty when it does not answer calls
     */
    Optional<Instant> activeSince(PluginKey key);

    /**
     * Where a plugin's logs are.
     *
     * @param nameOrKey its name or key, also that of a version that is not registered any more
     * @return the files; they need not exist
     */
    LogPlaces logs(String nameOrKey);

    /**
     * The last failures of a plugin since the host started, oldest first.
     *
     * @param nameOrKey its name or key, also that of a version that is not registered any more
     * @return at most 20
     */
    List<Failure> failures(String nameOrKey);

    /**
     * The engine code that holds up all changes, if some has for a second: a service listener, say, that does not return.
     * Calls go on meanwhile.
     *
     * @return who it is and where; empty when changes are made
     */
    Optional<Blocker> blocker();

    /**
     * Tells a listener of changes from now on, on a thread of its own.
     *
     * @param listener who wants to know
     * @return what ends it
     */
    Subscription listen(PluginListener listener);

    /**
     * Tells a listener what happens from now on, in order, on a thread of its own. While the listener is busy, occurrences
     * of the same type of one plugin replace each other: it is told the last one.
     *
     * @param listener who wants to know; it may close the subscription
     * @return what ends it: what was not told yet is dropped, and a call of the listener that has begun may end later
     */
    Subscription follow(Consumer<Occurrence> listener);
}
