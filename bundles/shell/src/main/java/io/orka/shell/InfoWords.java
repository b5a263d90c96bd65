package io.orka.shell;

import io.orka.identity.Listed;
import io.orka.json.JsonText;
import io.orka.plugins.CallCounts;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.StageTime;
import io.orka.registry.EntryLimits;
import io.orka.registry.Isolation;
import io.orka.registry.PluginConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints the metadata and the state of one plugin. */
final class InfoWords {

    private static final List<String> LIMITS = List.of("timeout", "concurrency", "queue", "interruptible");

    private InfoWords() {}

    static void print(PluginStatus plugin, PluginConfig config, Instant now, Console console) {
        console.println(Tint.BOLD, plugin.key() + (config.description().isEmpty() ? "" : "  " + config.description()));
        line(console, "name", config.name() + (config.version() == null ? "" : " " + config.version()));
        line(console, "tags", Listed.of(config.tags()));
        line(console, "methods", Listed.of(config.methods().keySet()));
        line(console, "main", config.main() == null ? "" : config.main());
        config.other().forEach((field, value) -> line(console, field, JsonText.write(value)));
        line(console, "service", plugin.service());
        line(console, "state", plugin.state() + " for " + Times.age(Duration.between(plugin.since(), now)));
        line(console, "now", plugin.detail());
        line(console, "commit", plugin.commit() == null ? "" : plugin.commit());
        line(
                console,
                "active",
                plugin.servedBy() == null ? "" : plugin.servedBy().toString());
        line(console, "process", process(plugin.limits().isolation()));
        line(console, "calls", calls(plugin.calls()));
        line(console, "limits", limits(plugin.limits()));
        line(console, "stages", stages(plugin.stages()));
        plugin.warnings().forEach(warning -> line(console, "warning", warning));
        if (plugin.failure() != null) {
            console.println(Tint.RED, FailureLine.of(plugin.key(), plugin.failure()));
        }
    }

    /** Describes the process. Only the names of environment variables are shown: the values may be secrets. */
    private static String process(@Nullable Isolation isolation) {
        if (isolation == null) {
            return "";
        }
        List<String> words = new ArrayList<>();
        if (isolation.ownJvm()) {
            words.add("separate");
        }
        if (isolation.memory() != null) {
            words.add("memory " + isolation.memoryText());
        }
        if (isolation.cpus() != null) {
            words.add("cpus " + isolation.cpus());
        }
        if (!isolation.env().isEmpty()) {
            words.add("env " + Listed.of(isolation.env().keySet(), " "));
        }
        if (isolation.debug()) {
            words.add("debug");
        }
        return String.join(", ", words);
    }

    private static String calls(CallCounts counts) {
        return counts.calls() + ", " + counts.inFlight() + " in flight"
                + counted(counts.waiting(), "waiting for a slot")
                + counted(counts.failed(), "failed")
                + counted(counts.timedOut(), "timed out")
                + counted(counts.rejected(), "rejected")
                + counted(counts.abandoned(), "orphaned");
    }

    /** Returns the limits as written in the registry. */
    private static String limits(EntryLimits limits) {
        Map<String, @Nullable Object> data = limits.data();
        return LIMITS.stream()
                .filter(data::containsKey)
                .map(limit -> limit + " " + plain(data.get(limit)))
                .collect(Collectors.joining(", "));
    }

    private static String plain(@Nullable Object value) {
        return value instanceof String text ? text : JsonText.write(value);
    }

    private static String counted(long count, String what) {
        return count == 0 ? "" : ", " + count + " " + what;
    }

    static String stages(List<StageTime> stages) {
        return stages.stream()
                .map(time -> time.stage() + " " + Times.took(time.took()))
                .collect(Collectors.joining(", "));
    }

    private static void line(Console console, String title, String text) {
        if (!text.isEmpty()) {
            console.println("  " + title + " ".repeat(Math.max(1, 11 - title.length())) + text);
        }
    }
}
