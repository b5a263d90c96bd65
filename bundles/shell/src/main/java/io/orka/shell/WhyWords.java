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

/** Why a plugin is as it is, and what to do about it. */
final class WhyWords {

    private WhyWords() {}

    static void print(PluginStatus plugin, Plugins plugins, Instant now, Console console) {
        String key = plugin.key().toString();
        Failure failure = plugin.failure();
        if (failure != null) {
            console.println(Tint.RED, FailureLine.of(plugin.key(), failure));
            console.println("  what happened  " + meaning(failure.stage()) + " That did not work, "
                    + Times.age(Duration.between(failure.at(), now)) + " ago.");
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
        plugins.blocker().ifPresent(who -> console.println(Tint.RED, "  held up by     " + who.line(now)));
        plugin.alive().forEach(old -> printAlive(old, now, console));
        plugin.warnings().forEach(warning -> console.println(Tint.YELLOW, "  warning        " + warning));
        console.println("  build log      "
                + plugins.logs(plugin.key().toString()).build() + "  (orka:log " + plugin.key() + ")");
    }

    private static void printAlive(StillAlive old, Instant now, Console console) {
        String commit = old.commit()
                .substring(0, Math.min(StatusTable.COMMIT_LENGTH, old.commit().length()));
        console.println("  in memory      the classes of " + old.key() + " at " + commit + ", closed "
                + Times.age(Duration.between(old.since(), now)) + " ago"
                + (old.holders().isEmpty() ? "; not collected yet" : ", held by"));
        old.holders().forEach(holder -> console.println(Tint.YELLOW, "                 " + holder));
    }

    private static Optional<Failure> last(List<Failure> failures) {
        return failures.isEmpty() ? Optional.empty() : Optional.of(failures.get(failures.size() - 1));
    }

    private static String meanwhile(PluginStatus plugin, Plugins plugins, Instant now) {
        if (plugin.servedBy() != null) {
            return plugin.servedBy() + " goes on serving calls to "
                    + plugin.key().name() + since(plugin.servedBy(), plugins, now) + ".";
        }
        Failure failure = plugin.failure();
        return plugin.commit() == null || (failure != null && failure.stage() == PluginState.ACTIVE)
                ? "Nothing serves; calls to " + plugin.key() + " fail."
                : "Commit " + StatusTable.commit(plugin) + " goes on serving" + since(plugin.key(), plugins, now) + ".";
    }

    private static String since(PluginKey key, Plugins plugins, Instant now) {
        return plugins.activeSince(key)
                .map(since -> ", active since " + Times.since(since, now))
                .orElse("");
    }

    private static String next(PluginStatus plugin, Instant now) {
        Instant retry = plugin.retry();
        if (retry != null) {
            return (plugin.quarantined() ? "it failed too often and is quarantined: " : "") + "by itself in "
                    + Times.age(Duration.between(now, retry)) + "; orka:reload " + plugin.key()
                    + " tries now.";
        }
        return "when asked for: orka:reload " + plugin.key() + ".";
    }

    static String meaning(PluginState state) {
        return switch (state) {
            case PENDING -> "It is registered, and waits for its turn.";
            case CLONING -> "Its repository is fetched, and the commit of its version looked up.";
            case BUILDING -> "Its jar is built from the checkout.";
            case WRAPPING -> "Its entrypoint is looked up, and its bundle made.";
            case STARTING -> "Its bundle is installed, and its class constructed.";
            case ACTIVE -> "It answers calls.";
            case DRAINING ->
                "It was replaced or removed, and its last calls are still running, or its classes are held in memory.";
            case FAILED -> "A stage on its way failed.";
        };
    }
}
