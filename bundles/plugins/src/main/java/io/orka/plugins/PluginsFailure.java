package io.orka.plugins;

import io.orka.identity.Listed;
import io.orka.identity.NearestName;
import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** A command that makes no sense: a plugin that is not there, a version that is not registered. */
public final class PluginsFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    /** What was prepared is no longer what the registry asks for: nothing to retry. */
    static final String OVERTAKEN = "ORKA-PLUGIN-11";

    /** What would end the host: nothing to try again by itself. */
    static final String HELD_BACK = "ORKA-PLUGIN-18";

    private static final String LISTENER_BLOCKS = "ORKA-PLUGIN-14";

    private static final String RETURN_AT_ONCE =
            "Let service listeners, trackers, bind and deactivate methods return at once, and do slow work on another"
                    + " thread";

    private PluginsFailure(String code, String message, String remedy) {
        super(code, message, remedy, null);
    }

    static PluginsFailure unknown(String name, Collection<String> known) {
        String remedy = NearestName.of(name, known)
                .map(nearest -> "Did you mean '" + nearest + "'?")
                .orElse(
                        known.isEmpty()
                                ? "No plugin is registered: add one by orka:add"
                                : "Registered are: " + Listed.of(known));
        return new PluginsFailure("ORKA-PLUGIN-01", "there is no plugin '" + name + "'", remedy);
    }

    static PluginsFailure unknownVersion(PluginKey typed, List<PluginKey> known) {
        return new PluginsFailure(
                "ORKA-PLUGIN-02",
                "plugin '" + typed.name() + "' has no version '" + typed.version() + "' here",
                "Registered are: " + Listed.of(known));
    }

    static PluginsFailure severalVersions(String name, List<PluginKey> registered) {
        return new PluginsFailure(
                "ORKA-PLUGIN-03",
                "plugin '" + name + "' is registered in " + registered.size() + " versions",
                "Say which one is meant: " + Listed.of(registered));
    }

    static PluginsFailure notRegistered(PluginKey typed) {
        return new PluginsFailure(
                "ORKA-PLUGIN-04",
                "plugin '" + typed + "' serves but is no longer in the registry",
                "Register it again by orka:add");
    }

    static PluginsFailure doesNotServe(PluginKey key) {
        return new PluginsFailure(
                "ORKA-PLUGIN-05", "plugin '" + key + "' does not serve", "See orka:why " + key + " for the reason");
    }

    static PluginsFailure nothingBefore(PluginKey key) {
        return new PluginsFailure(
                "ORKA-PLUGIN-06",
                "nothing served before '" + key + "' that could be gone back to",
                "Use orka:swap with the version you want");
    }

    static PluginsFailure notStored(PluginKey key) {
        return new PluginsFailure(
                "ORKA-PLUGIN-07",
                "the bundle of '" + key + "' that served before is not in the store any more",
                "Use orka:swap to build it again");
    }

    static PluginsFailure stopping() {
        return new PluginsFailure("ORKA-PLUGIN-09", "the host is stopping", "Try again when it runs again");
    }

    static PluginsFailure constructorHangs(Duration deadline) {
        return new PluginsFailure(
                "ORKA-PLUGIN-10",
                "the plugin's constructor has not returned after " + deadline.toSeconds() + " s",
                "Let the constructor return at once and do slow work at the first call, or on a thread");
    }

    static PluginsFailure takenOut(PluginKey key) {
        return new PluginsFailure(
                OVERTAKEN,
                "the registry no longer asked for '" + key + "' when it was ready",
                "Nothing: what serves now is what is registered");
    }

    static PluginsFailure overtaken(PluginKey key) {
        return new PluginsFailure(
                OVERTAKEN,
                "another version of '" + key + "' took over while this one was prepared",
                "Nothing, or orka:reload " + key + " to take the newest commit after all");
    }

    static PluginsFailure massRemoval(int serving) {
        return new PluginsFailure(
                "ORKA-PLUGIN-12",
                "the registry no longer has most of the " + serving + " plugins that serve, so they stay for now",
                "Restore the registry if that was a mistake, or say orka:apply --confirm to remove them");
    }

    static PluginsFailure probeFailed(String what) {
        return new PluginsFailure(
                "ORKA-PLUGIN-13",
                "the probe says that it cannot serve: " + what,
                "Correct what the probe found; the version before goes on serving");
    }

    static PluginsFailure listenerBlocks(Blocker blocker, Duration held) {
        return new PluginsFailure(
                LISTENER_BLOCKS,
                blocker.owner() + " has held the lifecycle thread for " + held.toSeconds() + " s, in " + blocker.line()
                        + "; every change of a plugin waits for it",
                RETURN_AT_ONCE);
    }

    static PluginsFailure stopsWithout(Blocker blocker, Duration held) {
        return new PluginsFailure(
                LISTENER_BLOCKS,
                "the host stops without waiting any longer for " + blocker.owner()
                        + ", which has held the lifecycle thread" + " for " + held.toSeconds() + " s, in "
                        + blocker.line(),
                RETURN_AT_ONCE);
    }

    /** The end of it, in words; there is nothing to do about that. */
    static String listenerReturned(Blocker blocker, Duration held) {
        return LISTENER_BLOCKS + ": " + blocker.owner() + " no longer holds the lifecycle thread: it held it for "
                + held.toSeconds() + " s";
    }

    static PluginsFailure bundleStopped(String what) {
        return new PluginsFailure(
                "ORKA-PLUGIN-15",
                what + ", and with it the plugin's service was gone",
                "Orka brings it back, unless that happens again and again. To stop a plugin, use orka:remove");
    }

    static PluginsFailure waitsForItself() {
        return new PluginsFailure(
                "ORKA-PLUGIN-16",
                "a command was given on the thread that carries out commands, and would wait for itself",
                "Give it from another thread: service listeners and methods of components run on this one");
    }

    static PluginsFailure heldBack(StartJournal.Suspect suspect) {
        return new PluginsFailure(
                HELD_BACK,
                "it is held back, since the host ended while its commit " + Commits.brief(suspect.commit()) + " was "
                        + suspect.done(),
                "Correct the plugin; orka:reload " + suspect.plugin() + " tries it once more");
    }
}
