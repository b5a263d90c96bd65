package io.orka.plugins;

import io.orka.identity.Listed;
import io.orka.identity.NearestName;
import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** A command that cannot be carried out, such as one for an unknown plugin or version. */
public final class PluginsFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    /** The prepared version is no longer registered. The command is not retried. */
    static final String OVERTAKEN = "ORKA-PLUGIN-11";

    /** The plugin may crash or stop the host. Its start is not retried automatically. */
    static final String HELD_BACK = "ORKA-PLUGIN-18";

    private static final String LISTENER_BLOCKS = "ORKA-PLUGIN-14";

    private static final String RETURN_AT_ONCE =
            "Do not block in service listeners, trackers, bind and deactivate methods. Do slow work on another thread.";

    private PluginsFailure(String code, String message, String remedy) {
        super(code, message, remedy, null);
    }

    static PluginsFailure unknown(String name, Collection<String> known) {
        String remedy = NearestName.of(name, known)
                .map(nearest -> "Did you mean '" + nearest + "'?")
                .orElse(
                        known.isEmpty()
                                ? "No plugins are registered. Add one with orka:add."
                                : "Registered plugins: " + Listed.of(known) + ".");
        return new PluginsFailure("ORKA-PLUGIN-01", "unknown plugin '" + name + "'", remedy);
    }

    static PluginsFailure unknownVersion(PluginKey typed, List<PluginKey> known) {
        return new PluginsFailure(
                "ORKA-PLUGIN-02",
                "version '" + typed.version() + "' of plugin '" + typed.name() + "' is not registered",
                "Registered versions: " + Listed.of(known) + ".");
    }

    static PluginsFailure severalVersions(String name, List<PluginKey> registered) {
        return new PluginsFailure(
                "ORKA-PLUGIN-03",
                "plugin '" + name + "' is registered in " + registered.size() + " versions",
                "Use one of these keys: " + Listed.of(registered) + ".");
    }

    static PluginsFailure notRegistered(PluginKey typed) {
        return new PluginsFailure(
                "ORKA-PLUGIN-04",
                "plugin '" + typed + "' is active but no longer in the registry",
                "Register the plugin again with orka:add.");
    }

    static PluginsFailure doesNotServe(PluginKey key) {
        return new PluginsFailure(
                "ORKA-PLUGIN-05", "plugin '" + key + "' is not active", "Run orka:why " + key + " for the reason.");
    }

    static PluginsFailure nothingBefore(PluginKey key) {
        return new PluginsFailure(
                "ORKA-PLUGIN-06",
                "there is no previous version of '" + key + "' to roll back to",
                "Use orka:swap with the version that you want.");
    }

    static PluginsFailure notStored(PluginKey key) {
        return new PluginsFailure(
                "ORKA-PLUGIN-07",
                "the bundle of the previous version '" + key + "' is no longer in the store",
                "Use orka:swap to rebuild the version.");
    }

    static PluginsFailure stopping() {
        return new PluginsFailure(
                "ORKA-PLUGIN-09", "the host is stopping", "Start the host again, then repeat the command.");
    }

    static PluginsFailure constructorHangs(Duration deadline) {
        return new PluginsFailure(
                "ORKA-PLUGIN-10",
                "the plugin's constructor has not returned after " + deadline.toSeconds() + " s",
                "Move slow work out of the constructor: to the first call, or to another thread.");
    }

    static PluginsFailure takenOut(PluginKey key) {
        return new PluginsFailure(
                OVERTAKEN,
                "the registry entry of '" + key + "' was removed or changed while it was being prepared",
                "No action is needed: the active version matches the registry.");
    }

    static PluginsFailure overtaken(PluginKey key) {
        return new PluginsFailure(
                OVERTAKEN,
                "another command changed '" + key + "' while this version was being prepared",
                "No action is needed. To use the newest commit, run orka:reload " + key + ".");
    }

    static PluginsFailure massRemoval(int serving) {
        return new PluginsFailure(
                "ORKA-PLUGIN-12",
                "the registry no longer lists most of the " + serving + " active plugins, so they stay active",
                "If the removal is a mistake, restore the registry. To remove the plugins, run orka:apply --confirm.");
    }

    static PluginsFailure probeFailed(String what) {
        return new PluginsFailure(
                "ORKA-PLUGIN-13",
                "the readiness probe failed: " + what,
                "Fix the problem that the probe reports. A version that was active stays active.");
    }

    static PluginsFailure listenerBlocks(Blocker blocker, Duration held) {
        return new PluginsFailure(
                LISTENER_BLOCKS,
                blocker.owner() + " has blocked the lifecycle thread for " + held.toSeconds() + " s, in "
                        + blocker.line() + "; all plugin changes wait for it",
                RETURN_AT_ONCE);
    }

    static PluginsFailure stopsWithout(Blocker blocker, Duration held) {
        return new PluginsFailure(
                LISTENER_BLOCKS,
                "the host stops without waiting for " + blocker.owner()
                        + ", which has blocked the lifecycle thread for " + held.toSeconds() + " s, in "
                        + blocker.line(),
                RETURN_AT_ONCE);
    }

    /** Returns the message for the end of a block of the lifecycle thread. */
    static String listenerReturned(Blocker blocker, Duration held) {
        return LISTENER_BLOCKS + ": " + blocker.owner() + " no longer blocks the lifecycle thread, after "
                + held.toSeconds() + " s";
    }

    static PluginsFailure bundleStopped(String what) {
        return new PluginsFailure(
                "ORKA-PLUGIN-15",
                what + ", which unregistered the plugin's service",
                "Orka restarts the plugin, except after repeated stops. To stop a plugin, use orka:remove.");
    }

    static PluginsFailure waitsForItself() {
        return new PluginsFailure(
                "ORKA-PLUGIN-16",
                "a command was called on the thread that runs commands, so it would wait for itself",
                "Run commands on another thread. Service listeners and component methods run on the lifecycle thread.");
    }

    static PluginsFailure heldBack(StartJournal.Suspect suspect) {
        return new PluginsFailure(
                HELD_BACK,
                "the plugin is not started, because the host ended while its commit " + Commits.brief(suspect.commit())
                        + " was " + suspect.done(),
                "Fix the plugin. To try the plugin once more, run orka:reload " + suspect.plugin() + ".");
    }
}
