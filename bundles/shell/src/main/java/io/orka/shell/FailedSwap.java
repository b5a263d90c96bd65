package io.orka.shell;

import io.orka.identity.PluginKey;
import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import io.orka.plugins.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Explains the state that a failed {@code orka:swap} leaves behind. */
final class FailedSwap {

    private FailedSwap() {}

    /** Returns one line; empty if the version did not fail, or is no longer registered. */
    static Optional<String> line(Plugins plugins, String nameOrKey, String version, Report report, Clock clock) {
        PluginKey key = new PluginKey(PluginKey.parse(nameOrKey).name(), version);
        boolean failed = report.items().stream().anyMatch(item -> item.key().equals(key) && item.failure() != null);
        return !failed
                ? Optional.empty()
                : plugins.list().stream()
                        .filter(plugin -> plugin.key().equals(key) && plugin.state() == PluginState.FAILED)
                        .findFirst()
                        .map(plugin -> line(plugin, clock.instant()));
    }

    private static String line(PluginStatus plugin, Instant now) {
        Instant retry = plugin.retry();
        PluginKey key = plugin.key();
        return "plugins.json now has " + key + ". "
                + (retry == null
                        ? "Orka does not retry it automatically; run orka:reload " + key + "."
                        : "Orka retries it automatically, next in " + Times.age(Duration.between(now, retry)) + ".")
                + (plugin.servedBy() == null
                        ? ""
                        : " To go back to " + plugin.servedBy() + ", run orka:rollback " + key.name() + ".");
    }
}
