package io.orka.registry;

import io.orka.identity.SafeText;
import io.orka.json.Fields;
import io.orka.json.Json;
import io.orka.json.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the methods of a {@code config.json}, with their arguments and results. */
final class ConfigMethods {

    private static final List<String> METHOD = List.of("description", "args", "returns");
    private static final List<String> FIELD = List.of("name", "type", "description", "required", "enumValues");

    private final Problems problems;
    private final ConfigTypes types;

    /** @param types collects unknown types */
    ConfigMethods(Problems problems, ConfigTypes types) {
        this.problems = problems;
        this.types = types;
    }

    Map<String, PluginConfig.Method> read(Json.@Nullable Obj methods) {
        if (methods == null) {
            return Map.of();
        }
        Map<String, PluginConfig.Method> read = new LinkedHashMap<>();
        for (Json.Member member : methods.members()) {
            if (member.value() instanceof Json.Obj object) {
                Fields fields = new Fields(object, true, problems);
                read.put(
                        member.name(),
                        new PluginConfig.Method(
                                fields.text("description", ""),
                                fields(fields, "args", "method " + SafeText.quoted(member.name()) + ", argument "),
                                fields(fields, "returns", "method " + SafeText.quoted(member.name()) + ", result "),
                                fields.other(METHOD)));
            } else {
                wrong(member.value(), "method " + SafeText.quoted(member.name()), "an object");
            }
        }
        return Collections.unmodifiableMap(read);
    }

    /**
     * Returns the strings of an array. Numbers and booleans, which some authors use as enum values, are converted to
     * strings.
     */
    static List<String> texts(Fields fields, String name, Problems problems) {
        List<String> texts = new ArrayList<>();
        for (Json item : fields.items(name)) {
            if (item instanceof Json.Text text) {
                texts.add(text.value());
            } else if (item instanceof Json.Num number) {
                texts.add(number.literal());
            } else if (item instanceof Json.Bool bool) {
                texts.add(String.valueOf(bool.value()));
            } else {
                problems.add(
                        item.place(),
                        "an item of " + SafeText.quoted(name) + " must be a string but is " + item.kind());
            }
        }
        return List.copyOf(texts);
    }

    private List<PluginConfig.Field> fields(Fields method, String name, String where) {
        List<PluginConfig.Field> read = new ArrayList<>();
        for (Json item : method.items(name)) {
            if (item instanceof Json.Obj object) {
                Fields fields = new Fields(object, true, problems);
                String field = fields.needed("name");
                types.check(object, where + SafeText.quoted(field == null ? "" : field));
                read.add(new PluginConfig.Field(
                        field == null ? "" : field,
                        fields.text("type", "any"),
                        fields.text("description", ""),
                        fields.bool("required"),
                        texts(fields, "enumValues", problems),
                        fields.other(FIELD)));
            } else {
                wrong(item, "an item of " + SafeText.quoted(name), "an object");
            }
        }
        return List.copyOf(read);
    }

    private void wrong(Json value, String what, String wanted) {
        problems.add(value.place(), what + " must be " + wanted + " but is " + value.kind());
    }
}
