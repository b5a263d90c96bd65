package io.orka.json;

import io.orka.identity.NearestName;
import io.orka.identity.SafeText;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one object by name and type; records a problem with the location of each wrong field. */
public final class Fields {

    private final Json.Obj object;
    private final boolean nullIsAbsent;
    private final Problems problems;
    private final Map<String, Json> values = new LinkedHashMap<>();

    /**
     * Creates a reader of one object.
     *
     * @param nullIsAbsent whether {@code null} means that the field is absent
     */
    public Fields(Json.Obj object, boolean nullIsAbsent, Problems problems) {
        this.object = object;
        this.nullIsAbsent = nullIsAbsent;
        this.problems = problems;
        object.members().forEach(member -> values.putIfAbsent(member.name(), member.value()));
    }

    /** Returns the location of a field's value, or of the whole object when the field is missing. */
    public SourceLocation place(String name) {
        Json value = values.get(name);
        return value == null ? object.place() : value.place();
    }

    @Nullable
    public String text(String name) {
        Json.Text text = as(Json.Text.class, name, "a string");
        return text == null ? null : text.value();
    }

    public String text(String name, String fallback) {
        String text = text(name);
        return text == null ? fallback : text;
    }

    /** Returns a required string; if it is missing, records the problem and returns {@code null}. */
    @Nullable
    public String needed(String name) {
        require(name);
        return text(name);
    }

    /** Records that a required field is missing. */
    public void require(String name) {
        if (absent(name)) {
            String nearest = NearestName.of(name, values.keySet())
                    .map(found -> "; is " + SafeText.quoted(found) + " a typo?")
                    .orElse("");
            problems.add(object.place(), SafeText.quoted(name) + " is missing" + nearest);
        }
    }

    public boolean bool(String name) {
        Json.Bool bool = as(Json.Bool.class, name, "true or false");
        return bool != null && bool.value();
    }

    @Nullable
    public Number number(String name) {
        Json.Num number = as(Json.Num.class, name, "a number");
        return number == null ? null : number.data();
    }

    public List<Json> items(String name) {
        Json.Array array = as(Json.Array.class, name, "an array");
        return array == null ? List.of() : array.items();
    }

    public Json.@Nullable Obj object(String name) {
        return as(Json.Obj.class, name, "an object");
    }

    /** Returns the members whose names are not known. */
    public List<Json.Member> besides(Collection<String> known) {
        return object.members().stream()
                .filter(member -> !known.contains(member.name()))
                .toList();
    }

    /** Returns the members whose names are not known as JSON-like data, in source order. */
    public Map<String, @Nullable Object> other(Collection<String> known) {
        Map<String, @Nullable Object> other = new LinkedHashMap<>();
        besides(known).forEach(member -> other.put(member.name(), member.value().data()));
        return other.isEmpty() ? Map.of() : Collections.unmodifiableMap(other);
    }

    public boolean absent(String name) {
        Json value = values.get(name);
        return value == null || (nullIsAbsent && value instanceof Json.Null);
    }

    private <T extends Json> @Nullable T as(Class<T> type, String name, String wanted) {
        Json value = values.get(name);
        if (value == null || absent(name)) {
            return null;
        }
        if (!type.isInstance(value)) {
            problems.add(value.place(), SafeText.quoted(name) + " must be " + wanted + " but is " + value.kind());
            return null;
        }
        return type.cast(value);
    }
}
