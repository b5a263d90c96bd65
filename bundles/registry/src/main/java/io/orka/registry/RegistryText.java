package io.orka.registry;

import io.orka.identity.PluginKey;
import io.orka.json.Json;
import io.orka.json.JsonReader;
import io.orka.json.JsonText;
import io.orka.json.Problems;
import io.orka.json.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The text of a valid registry file. An edit changes one place only and preserves the rest of the text, including
 * whitespace.
 */
final class RegistryText {

    private final String text;
    private final Json.Array array;

    RegistryText(String text) {
        this.text = text;
        if (!(JsonReader.read(text, RegistryFile.DEEPEST, new Problems()) instanceof Json.Array read)) {
            throw new IllegalArgumentException("not the text of a registry file");
        }
        this.array = read;
    }

    List<PluginKey> keys() {
        List<PluginKey> keys = new ArrayList<>();
        for (Json item : array.items()) {
            PluginKey key = RegistryFile.key(item);
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    String withEntry(String name, @Nullable String version, String repo, String service) {
        StringJoiner entry = new StringJoiner(", ", "{ ", " }");
        entry.add("\"name\": " + quoted(name));
        if (version != null) {
            entry.add("\"version\": " + quoted(version));
        }
        entry.add("\"repo\": " + quoted(repo)).add("\"service\": " + quoted(service));
        List<Json> items = array.items();
        if (items.isEmpty()) {
            return replaced(array.place().start(), array.place().end(), "[\n  " + entry + "\n]");
        }
        SourceLocation last = items.get(items.size() - 1).place();
        return replaced(last.end(), last.end(), "," + spaceBefore(last.start()) + entry);
    }

    String withoutEntry(int index) {
        List<SourceLocation> places = array.items().stream().map(Json::place).toList();
        return places.size() == 1
                ? replaced(array.place().start(), array.place().end(), "[]")
                : without(places, index);
    }

    /** Changes the version, and removes the ref of the old version. */
    String withVersion(int index, String version) {
        return edited(index, entry -> entry.without("ref").with("version", quoted(version)));
    }

    /** Replaces the fields of an entry with the fields in the lock file. */
    String withSource(int index, @Nullable String version, LockEntry locked) {
        return edited(
                index,
                entry -> entry.withOrWithout("version", version)
                        .with("repo", quoted(locked.repo()))
                        .with("service", quoted(locked.service()))
                        .withOrWithout("ref", locked.ref())
                        .withOrWithout("path", locked.path().isEmpty() ? null : locked.path())
                        .with("tests", locked.tests() ? "true" : null));
    }

    /** Edits one entry in isolation, since the file may have thousands of entries. */
    private String edited(int index, UnaryOperator<RegistryText> edit) {
        SourceLocation place = array.items().get(index).place();
        String alone = edit.apply(new RegistryText("[" + text.substring(place.start(), place.end()) + "]")).text;
        return replaced(place.start(), place.end(), alone.substring(1, alone.length() - 1));
    }

    private RegistryText without(String field) {
        return with(field, null);
    }

    private RegistryText withOrWithout(String field, @Nullable String value) {
        return with(field, value == null ? null : quoted(value));
    }

    /** Sets a field of the only entry to a JSON value, or removes the field. */
    private RegistryText with(String field, @Nullable String json) {
        Json.Obj entry = (Json.Obj) array.items().get(0);
        int old = indexOf(entry, field);
        if (json == null) {
            List<SourceLocation> places =
                    entry.members().stream().map(RegistryText::whole).toList();
            return old < 0 ? this : new RegistryText(without(places, old));
        }
        if (old >= 0) {
            SourceLocation place = entry.members().get(old).value().place();
            return new RegistryText(replaced(place.start(), place.end(), json));
        }
        int behind = entry.members().get(indexOf(entry, "name")).value().place().end();
        return new RegistryText(replaced(behind, behind, ", \"" + field + "\": " + json));
    }

    private static int indexOf(Json.Obj entry, String field) {
        return entry.members().stream().map(Json.Member::name).toList().indexOf(field);
    }

    /** Returns the range of a member, from its name to the end of its value. */
    private static SourceLocation whole(Json.Member member) {
        SourceLocation name = member.place();
        return new SourceLocation(
                name.line(), name.column(), name.start(), member.value().place().end());
    }

    /** Removes an item together with one comma. */
    private String without(List<SourceLocation> places, int index) {
        return index + 1 < places.size()
                ? replaced(places.get(index).start(), places.get(index + 1).start(), "")
                : replaced(places.get(index - 1).end(), places.get(index).end(), "");
    }

    private String spaceBefore(int start) {
        int from = start;
        while (from > 0 && Character.isWhitespace(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, start);
    }

    private String replaced(int start, int end, String replacement) {
        return text.substring(0, start) + replacement + text.substring(end);
    }

    private static String quoted(String value) {
        return JsonText.write(value);
    }
}
