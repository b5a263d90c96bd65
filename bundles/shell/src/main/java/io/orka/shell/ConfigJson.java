package io.orka.shell;

import io.orka.registry.PluginConfig;
import io.orka.registry.PluginConfig.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plugin's {@code config.json} as JSON-like data. */
final class ConfigJson {

    private ConfigJson() {}

    static Map<String, @Nullable Object> of(PluginConfig config) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("name", config.name());
        data.put("version", config.version());
        data.put("description", config.description());
        data.put("tags", config.tags());
        data.put("main", config.main());
        data.put("methods", methods(config));
        config.other().forEach(data::putIfAbsent);
        return data;
    }

    static Map<String, Object> methods(PluginConfig config) {
        Map<String, Object> data = new LinkedHashMap<>();
        config.methods().forEach((name, method) -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("description", method.description());
            one.put("args", fields(method.args()));
            one.put("returns", fields(method.returns()));
            one.putAll(method.other());
            data.put(name, one);
        });
        return data;
    }

    private static List<Map<String, @Nullable Object>> fields(List<Field> fields) {
        return fields.stream().map(ConfigJson::field).toList();
    }

    private static Map<String, @Nullable Object> field(Field field) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("name", field.name());
        data.put("type", field.type());
        data.put("description", field.description());
        data.put("required", field.required());
        if (!field.enumValues().isEmpty()) {
            data.put("enumValues", field.enumValues());
        }
        data.putAll(field.other());
        return data;
    }
}
