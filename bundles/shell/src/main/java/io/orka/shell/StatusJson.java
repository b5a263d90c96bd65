package io.orka.shell;

import io.orka.plugins.Failure;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.StageTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plugin's status as JSON-like data; times are ISO 8601, durations milliseconds. */
final class StatusJson {

    private StatusJson() {}

    static List<Map<String, @Nullable Object>> of(List<PluginStatus> plugins) {
        return plugins.stream().map(StatusJson::of).toList();
    }

    static Map<String, @Nullable Object> of(PluginStatus plugin) {
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
        data.put("calls", plugin.calls());
        data.put("inFlight", plugin.inFlight());
        data.put("since", plugin.since().toString());
        data.put("failure", plugin.failure() == null ? null : failure(plugin.failure()));
        data.put("retry", plugin.retry() == null ? null : plugin.retry().toString());
        data.put("quarantined", plugin.quarantined());
        data.put("stages", plugin.stages().stream().map(StatusJson::stage).toList());
        data.put("warnings", plugin.warnings());
        return data;
    }

    private static Map<String, Object> failure(Failure failure) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("stage", failure.stage().name());
        data.put("code", failure.code());
        data.put("reason", failure.reason());
        data.put("remedy", failure.remedy());
        data.put("at", failure.at().toString());
        return data;
    }

    private static Map<String, Object> stage(StageTime time) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("stage", time.stage().name());
        data.put("millis", time.took().toMillis());
        return data;
    }
}
