package io.orka.shell;

import io.orka.identity.PluginKey;
import io.orka.plugins.Failure;
import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import io.orka.plugins.StillAlive;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Explains the state of a plugin, and how to fix a problem. */
final class WhyWords {

    private WhyWords() {}

    static void print(PluginStatus plugin, Plugins plugins, Instant now, Console console) {
        String key = plugin.key().toString();
        Failure failure = plugin.failure();
        if (failure != null) {
            console.println(Tint.RED, FailureLine.of(plugin.key(), failure));
            console.println("  what happened  Failed " + Times.age(Duration.between(failure.at(), now)) + " ago while "
                    + activity(failure.stage()) + ".");
            console.println("  cause          " + failure.reason());
            console.println("  what to do     " + failure.remedy());
            console.println("  meanwhile      " + meanwhile(plugin, plugins, now));
            console.println("  next try       " + next(plugin, now));
        } else {
            console.println(
                    Tint.of(plugin.state()), plugin.key() + " is " + plugin.state() + ". " + meaning(plugin.state()));
            if (!plugin.detail().isEmpty()) {
                console.println("  now            " + plugin.detail());
            }
            plugins.activeSince(plugin.key())
                    .ifPresent(since -> console.println("  active since   " + Times.since(since, now)));
            if (!Readiness.isReady(plugin)) {
                last(plugins.failures(key))
                        .ifPresent(before ->
                                console.println(Tint.RED, "  failed before  " + FailureLine.of(plugin.key(), before)));
            }
        }
        plugins.blocker().ifPresent(who -> console.println(Tint.RED, "  blocked by     " + who.line(now)));
        plugin.alive().forEach(old -> printAlive(old, now, console));
        plugin.warnings().forEach(warning -> console.println(Tint.YELLOW, "  warning        " + warning));
        console.println("  build log      "
                + plugins.logs(plugin.key().toString()).build() + "  (orka:log " + plugin.key() + ")");
        if (failure != null) {
            console.println(more(failure.code()));
        }
    }

    private static void printAlive(StillAlive old, Instant now, Console console) {
        String commit = old.commit()
                .substring(0, Math.min(StatusTable.COMMIT_LENGTH, old.commit().length()));
        console.println("  in memory      the classes of " + old.key() + " at " + commit + ", closed "
                + Times.age(Duration.between(old.since(), now)) + " ago"
                + (old.holders().isEmpty() ? "; not unloaded yet" : ", held by"));
        old.holders().forEach(holder -> console.println(Tint.YELLOW, "                 " + holder));
    }

    /** Returns the last line of the explanation of a failure. */
    static String more(String code) {
        return "More: orka:help " + code;
    }

    private static Optional<Failure> last(List<Failure> failures) {
        return failures.isEmpty() ? Optional.empty() : Optional.of(failures.get(failures.size() - 1));
    }

    private static String meanwhile(PluginStatus plugin, Plugins plugins, Instant now) {
        if (plugin.servedBy() != null) {
            return plugin.servedBy() + " answers calls to " + plugin.key().name()
                    + since(plugin.servedBy(), plugins, now) + ".";
        }
        Failure failure = plugin.failure();
        return plugin.commit() == null || (failure != null && failure.stage() == PluginState.ACTIVE)
                ? "No version is active; calls to " + plugin.key() + " fail."
                : "Commit " + StatusTable.commit(plugin) + " stays active" + since(plugin.key(), plugins, now) + ".";
    }

    private static String since(PluginKey key, Plugins plugins, Instant now) {
        return plugins.activeSince(key)
                .map(since -> ", active since " + Times.since(since, now))
                .orElse("");
    }

    private static String next(PluginStatus plugin, Instant now) {
        Instant retry = plugin.retry();
        if (retry != null) {
            return "automatic in " + Times.age(Duration.between(now, retry))
                    + (plugin.quarantined() ? " (quarantined after repeated failures)" : "")
                    + "; to retry now, run orka:reload "
                    + plugin.key() + ".";
        }
        return "not automatic; to retry now, run orka:reload " + plugin.key() + ".";
    }

    private static String activity(PluginState stage) {
        return switch (stage) {
            case PENDING -> "waiting in the queue";
            case CLONING -> "fetching the repository";
            case BUILDING -> "building the jar file";
            case WRAPPING -> "packaging the bundle";
            case STARTING -> "starting the plugin";
            case ACTIVE, FAILED -> "running";
            case DRAINING -> "removing the plugin";
        };
    }

    static String meaning(PluginState state) {
        return switch (state) {
            case PENDING -> "It is queued.";
            case CLONING -> "Orka fetches its repository.";
            case BUILDING -> "Orka builds its jar file.";
            case WRAPPING -> "Orka packages it as a bundle.";
            case STARTING -> "Orka installs its bundle and constructs its class.";
            case ACTIVE -> "It answers calls.";
            case DRAINING ->
                "It was replaced or removed. Its last calls are still running, or its classes are still in memory.";
            case FAILED -> "A stage failed.";
        };
    }
}
