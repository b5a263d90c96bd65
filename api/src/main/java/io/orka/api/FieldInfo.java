package io.orka.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One argument of a method, or one field of its result.
 *
 * @param name the name of the argument or field
 * @param type {@code string}, {@code number}, {@code integer}, {@code boolean}, {@code object}, {@code array},
 *     {@code enum}, {@code any}, {@code bytes}, or another type from {@code config.json}; {@code any} if
 *     {@code config.json} contains no type
 * @param description the author's description, possibly empty
 * @param required whether {@code config.json} declares the argument as required
 * @param enumValues the values of an {@code enum}, in the file's order; empty for other types
 * @param other every other member of this object in {@code config.json}, as JSON-like data in the file's order; values
 *     may be {@code null}
 */
public record FieldInfo(
        String name,
        String type,
        String description,
        boolean required,
        List<String> enumValues,
        Map<String, @Nullable Object> other) {

    /** Copies the collections. */
    public FieldInfo {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(description, "description is null");
        enumValues = List.copyOf(enumValues);
        other = JsonLike.copy(other);
    }
}
