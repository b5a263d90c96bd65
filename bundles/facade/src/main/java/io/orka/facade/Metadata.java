package io.orka.facade;

import io.orka.api.FieldInfo;
import io.orka.api.MethodInfo;
import io.orka.api.PluginMetadata;
import io.orka.identity.PluginKey;
import io.orka.registry.PluginConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts a plugin's {@code config.json} to the types of the API. */
final class Metadata {

    private Metadata() {}

    static PluginMetadata of(PluginKey key, @Nullable PluginConfig config) {
        if (config == null) {
            return new PluginMetadata(key.name(), null, "", List.of(), Map.of(), Map.of());
        }
        Map<String, MethodInfo> methods = new LinkedHashMap<>();
        config.methods().forEach((name, method) -> methods.put(name, method(method)));
        return new PluginMetadata(
                config.name(), config.version(), config.description(), config.tags(), methods, config.other());
    }

    private static MethodInfo method(PluginConfig.Method method) {
        return new MethodInfo(method.description(), fields(method.args()), fields(method.returns()), method.other());
    }

    private static List<FieldInfo> fields(List<PluginConfig.Field> fields) {
        return fields.stream()
                .map(field -> new FieldInfo(
                        field.name(),
                        field.type(),
                        field.description(),
                        field.required(),
                        field.enumValues(),
                        field.other()))
                .toList();
    }
}
