package io.orka.shell;

import io.orka.plugins.Blocker;
import io.orka.plugins.Failure;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.RegistryHealth;
import io.orka.plugins.StageTime;
import io.orka.plugins.StillAlive;
import io.orka.registry.EntryLimits;
import io.orka.registry.Isolation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plugin's status as JSON-like data; times are ISO 8601, durations milliseconds. */
final class StatusJson {

    private StatusJson() {}

    static List<Map<String, @Nullable Object>> of(
            List<PluginStatus> plugins, Optional<Blocker> blocker, RegistryHealth registry) {
        return plugins.stream().map(plugin -> of(plugin, blocker, registry)).toList();
    }

    static Map<String, @Nullable Object> of(PluginStatus plugin, Optional<Blocker> blocker, RegistryHealth registry) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("key", plugin.key().toString());
        data.put("name", plugin.key().name());
        data.put("version", plugin.key().version());
        data.put("state", plugin.state().name());
        data.put("detail", plugin.detail());
        data.put("service", plugin.service());
        data.put("commit", plugin.commit());
        data.put("generation", plugin.generation());
        data.put(
                "servedBy", plugin.servedBy() == null ? null : plugin.servedBy().toString());
        data.put("calls", plugin.calls().calls());
        data.put("inFlight", plugin.calls().inFlight());
        data.put("waiting", plugin.calls().waiting());
        data.put("failed", plugin.calls().failed());
        data.put("timedOut", plugin.calls().timedOut());
        data.put("rejected", plugin.calls().rejected());
        data.put("abandoned", plugin.calls().abandoned());
        data.put("guards", limits(plugin.limits()));
        data.put("since", plugin.since().toString());
        data.put("failure", plugin.failure() == null ? null : failure(plugin.failure()));
        data.put("blockedBy", blocker.map(StatusJson::blocker).orElse(null));
        data.put("retry", plugin.retry() == null ? null : plugin.retry().toString());
        data.put("quarantined", plugin.quarantined());
        data.put("stages", plugin.stages().stream().map(StatusJson::stage).toList());
        data.put("warnings", plugin.warnings());
        data.put("registryProblem", RegistryWords.problemJson(registry));
        data.put("alive", plugin.alive().stream().map(StatusJson::alive).toList());
        Isolation isolation = plugin.limits().isolation();
        data.put("process", isolation == null ? null : process(isolation));
        return data;
    }

    static Map<String, Object> failure(Failure failure) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("stage", failure.stage().name());
        data.put("code", failure.code());
        data.put("reason", failure.reason());
        data.put("remedy", failure.remedy());
        data.put("at", failure.at().toString());
        return data;
    }

    private static Map<String, Object> blocker(Blocker blocker) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("owner", blocker.owner());
        data.put("line", blocker.line());
        data.put("since", blocker.since().toString());
        return data;
    }

    private static Map<String, Object> alive(StillAlive old) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("key", old.key().toString());
        data.put("commit", old.commit());
        data.put("since", old.since().toString());
        data.put("holders", old.holders());
        return data;
    }

    /**
     * Returns the limits without environment variables. The process shows only the names of variables, since values may
     * be secrets.
     */
    private static Map<String, @Nullable Object> limits(EntryLimits limits) {
        Map<String, @Nullable Object> data = limits.data();
        data.remove("env");
        return data;
    }

    private static Map<String, @Nullable Object> process(Isolation isolation) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("ownJvm", isolation.ownJvm());
        data.put("memory", isolation.memory() == null ? null : isolation.memoryText());
        data.put("cpus", isolation.cpus());
        data.put("env", List.copyOf(isolation.env().keySet()));
        data.put("debug", isolation.debug());
        return data;
    }

    private static Map<String, Object> stage(StageTime time) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("stage", time.stage().name());
        data.put("millis", time.took().toMillis());
        return data;
    }
}
