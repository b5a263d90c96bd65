package io.orka.api;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a plugin from its {@code config.json}.
 *
 * @param name the display name, which may differ from the registered name
 * @param version the version in {@code config.json}, or {@code null}
 * @param description the author's description, possibly empty
 * @param tags the tags, for search
 * @param methods the methods by name, in the file's order
 * @param other every other member at the top of the file, as JSON-like data in the file's order; values may be
 *     {@code null}
 */
public record PluginMetadata(
        String name,
        @Nullable String version,
        String description,
        List<String> tags,
        Map<String, MethodInfo> methods,
        Map<String, @Nullable Object> other) {

    /** Copies the collections. */
    public PluginMetadata {
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
        tags = List.copyOf(tags);
        methods = methods.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(methods));
        other = JsonLike.copy(other);
    }
}
