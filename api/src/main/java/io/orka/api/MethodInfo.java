package io.orka.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One method of a plugin, as {@code config.json} describes it.
 *
 * @param description the author's description, possibly empty
 * @param args the arguments, in the file's order
 * @param returns the fields of the result, in the file's order
 * @param other every other member of this object in {@code config.json}, as JSON-like data in the file's order; values
 *     may be {@code null}
 */
public record MethodInfo(
        String description, List<FieldInfo> args, List<FieldInfo> returns, Map<String, @Nullable Object> other) {

    /** Copies the collections. */
    public MethodInfo {
        requireNonNull(description, "description is null");
        args = List.copyOf(args);
        returns = List.copyOf(returns);
        other = JsonLike.copy(other);
    }
}
