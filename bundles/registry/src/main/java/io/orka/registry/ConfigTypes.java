package io.orka.registry;

import io.orka.identity.NearestName;
import io.orka.identity.SafeText;
import io.orka.json.Json;
import io.orka.json.Problems;
import java.util.List;
import java.util.Map;

/**
 * Checks the types of arguments and results in a {@code config.json}, including {@code items} and {@code properties}.
 */
final class ConfigTypes {

    private static final List<String> KNOWN =
            List.of("string", "number", "integer", "boolean", "object", "array", "enum", "any", "bytes");

    /** A type of JSON Schema that is allowed in nested schemas only. */
    private static final String NULL = "null";

    /** The known types by their names in programming languages. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("str", "string"),
            Map.entry("text", "string"),
            Map.entry("int", "integer"),
            Map.entry("long", "integer"),
            Map.entry("float", "number"),
            Map.entry("double", "number"),
            Map.entry("bool", "boolean"),
            Map.entry("list", "array"),
            Map.entry("map", "object"),
            Map.entry("dict", "object"));

    private final Problems problems;

    ConfigTypes(Problems problems) {
        this.problems = problems;
    }

    /**
     * Checks one argument or result.
     *
     * @param where the location of the field, for messages
     */
    void check(Json.Obj field, String where) {
        for (Json.Member member : field.members()) {
            if (member.name().equals("type") && member.value() instanceof Json.Text type) {
                check(type, where, false);
            } else {
                inside(member, where + ", ");
            }
        }
    }

    /** Checks the nested schemas of a field or schema. */
    private void inside(Json.Member member, String where) {
        String path = where + member.name();
        if (member.name().equals("items")) {
            schema(member.value(), path);
        } else if (member.name().equals("properties") && member.value() instanceof Json.Obj properties) {
            properties.members().forEach(property -> schema(property.value(), path + "." + property.name()));
        }
    }

    private void schema(Json json, String where) {
        if (!(json instanceof Json.Obj schema)) {
            return;
        }
        for (Json.Member member : schema.members()) {
            if (!member.name().equals("type")) {
                inside(member, where + ".");
            } else if (member.value() instanceof Json.Text type) {
                check(type, where, true);
            } else if (member.value() instanceof Json.Array types) {
                types.items().forEach(type -> {
                    if (type instanceof Json.Text text) {
                        check(text, where, true);
                    }
                });
            }
        }
    }

    private void check(Json.Text type, String where, boolean nested) {
        String name = type.value();
        if (!KNOWN.contains(name) && !(nested && name.equals(NULL))) {
            problems.add(type.place(), where + " has the unknown type " + SafeText.quoted(name) + nearest(name));
        }
    }

    private static String nearest(String name) {
        return NearestName.of(name, KNOWN)
                .or(() -> NearestName.of(name, ELSEWHERE.keySet()).map(ELSEWHERE::get))
                .map(found -> "; did you mean " + SafeText.quoted(found) + "?")
                .orElse("; the known types are " + String.join(", ", KNOWN));
    }
}
