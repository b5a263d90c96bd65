package io.orka.registry;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's {@code config.json}: what it is called, and which methods it has.
 *
 * @param name the display name; need not equal the registered name
 * @param version the version the author wrote, or {@code null}
 * @param description one text, possibly empty
 * @param tags words to find it by
 * @param main the class with the entrypoint where several could be meant, or {@code null}
 * @param methods the methods by name, in the file's order
 * @param other all members of the file that Orka does not know, as JSON-like data, to be shown
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
     * @param description one text, possibly empty
     * @param args what it takes
     * @param returns what its data holds
     * @param other all its members that Orka does not know
     */
    public record Method(
            String description, List<Field> args, List<Field> returns, Map<String, @Nullable Object> other) {}

    /**
     * One argument, or one field of the returned data.
     *
     * @param name its name
     * @param type {@code string}, {@code number}, {@code integer}, {@code boolean}, {@code object}, {@code array},
     *     {@code enum}, {@code any} or {@code bytes}; in a bundle that an older Orka built, whatever the author wrote
     * @param description one text, possibly empty
     * @param required whether a call without it fails
     * @param enumValues the values an {@code enum} may have
     * @param other all its members that Orka does not know
     */
    public record Field(
            String name,
            String type,
            String description,
            boolean required,
            List<String> enumValues,
            Map<String, @Nullable Object> other) {}
}
