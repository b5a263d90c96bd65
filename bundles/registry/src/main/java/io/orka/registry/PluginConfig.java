package io.orka.registry;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's {@code config.json}: its name and its methods.
 *
 * @param name the display name; need not equal the registered name
 * @param version the author's version, or {@code null}
 * @param description a description, possibly empty
 * @param tags search words
 * @param main the class with the entrypoint, needed if there are several candidates, or {@code null}
 * @param methods the methods by name, in the file's order
 * @param other all unknown members of the file, as JSON-like data, for display
 */
public record PluginConfig(
        String name,
        @Nullable String version,
        String description,
        List<String> tags,
        @Nullable String main,
        Map<String, Method> methods,
        Map<String, @Nullable Object> other) {

    /**
     * One method.
     *
     * @param description a description, possibly empty
     * @param args the arguments
     * @param returns the fields of the result
     * @param other all unknown members
     */
    public record Method(
            String description, List<Field> args, List<Field> returns, Map<String, @Nullable Object> other) {}

    /**
     * One argument, or one field of the returned data.
     *
     * @param name the name of the argument or field
     * @param type {@code string}, {@code number}, {@code integer}, {@code boolean}, {@code object}, {@code array},
     *     {@code enum}, {@code any} or {@code bytes}; in a bundle built by an older Orka, any string
     * @param description a description, possibly empty
     * @param required whether a call without this argument fails
     * @param enumValues the values of an {@code enum}
     * @param other all unknown members
     */
    public record Field(
            String name,
            String type,
            String description,
            boolean required,
            List<String> enumValues,
            Map<String, @Nullable Object> other) {}
}
