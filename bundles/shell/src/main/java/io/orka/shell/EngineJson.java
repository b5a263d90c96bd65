package io.orka.shell;

import io.orka.engine.EngineBundle;
import io.orka.engine.EngineBundles;
import io.orka.engine.EngineComponent;
import io.orka.identity.OrkaFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Engine bundles as JSON-like data; times are ISO 8601. */
final class EngineJson {

    private EngineJson() {}

    static Map<String, @Nullable Object> of(EngineBundles engine) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("bundles", engine.bundles().stream().map(EngineJson::bundle).toList());
        data.put(
                "configurationFailures",
                engine.configurationFailures().stream().map(EngineJson::failure).toList());
        return data;
    }

    private static Map<String, @Nullable Object> bundle(EngineBundle bundle) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("name", bundle.name());
        data.put("version", bundle.version());
        data.put("file", bundle.file());
        data.put("state", bundle.state().name());
        data.put("since", bundle.since().toString());
        data.put("failure", bundle.failure() == null ? null : failure(bundle.failure()));
        data.put("note", bundle.note());
        data.put(
                "components",
                bundle.components().stream().map(EngineJson::component).toList());
        return data;
    }

    private static Map<String, Object> component(EngineComponent component) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", component.name());
        data.put("state", component.state().name());
        data.put("detail", component.detail());
        return data;
    }

    private static Map<String, Object> failure(OrkaFailure failure) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("code", failure.code());
        data.put("reason", failure.reason());
        data.put("remedy", failure.remedy());
        return data;
    }
}
