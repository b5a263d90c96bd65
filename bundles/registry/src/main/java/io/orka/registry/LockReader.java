package io.orka.registry;

import io.orka.identity.PluginKey;
import io.orka.identity.SafeText;
import io.orka.json.Fields;
import io.orka.json.Json;
import io.orka.json.Problems;
import io.orka.json.SourceLocation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Converts the lock file's JSON to records, or reports problems. Unknown fields are ignored. */
final class LockReader {

    private final Path file;
    private final Problems problems;
    private final EntryLimitsReader limits;

    LockReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.limits = new EntryLimitsReader(problems, (member, known) -> {});
    }

    Map<PluginKey, LockEntry> read(Json json) {
        Map<PluginKey, LockEntry> locked = new LinkedHashMap<>();
        if (!(json instanceof Json.Obj object)) {
            problems.add(json.place(), "must be an object but is " + json.kind());
            return locked;
        }
        Fields fields = new Fields(object, true, problems);
        checkFormat(fields);
        Json.Obj plugins = fields.object("plugins");
        if (plugins != null) {
            for (Json.Member member : plugins.members()) {
                PluginKey key = key(member.place(), member.name());
                LockEntry value = locked(member.value(), key);
                if (key != null && value != null) {
                    locked.put(key, value);
                }
            }
        }
        return locked;
    }

    private void checkFormat(Fields fields) {
        Number format = fields.number("format");
        if (format instanceof Long number && number > PluginLock.FORMAT) {
            throw new RegistryFailure(
                    "ORKA-REG-05",
                    file + " has format " + number + "; this version of Orka supports format " + PluginLock.FORMAT,
                    "Use the newer version of Orka that wrote the file, or another home directory.");
        }
        if (!Long.valueOf(PluginLock.FORMAT).equals(format)) {
            problems.add(fields.place("format"), "'format' must be " + PluginLock.FORMAT);
        }
    }

    private @Nullable LockEntry locked(Json json, @Nullable PluginKey owner) {
        if (!(json instanceof Json.Obj object)) {
            problems.add(json.place(), "must be an object but is " + json.kind());
            return null;
        }
        Fields fields = new Fields(object, true, problems);
        Json.Obj previous = fields.object("previous");
        return checked(
                object.place(),
                () -> new LockEntry(
                        must(fields, "service"),
                        must(fields, "repo"),
                        fields.text("ref"),
                        fields.text("path", ""),
                        fields.bool("tests"),
                        must(fields, "followed"),
                        must(fields, "commit"),
                        must(fields, "tree"),
                        must(fields, "digest"),
                        must(fields, "builder"),
                        must(fields, "jdk"),
                        limits.read(fields, true),
                        previous == null ? null : previous(previous, owner)));
    }

    /** Reads the previous version, which must have the same name. */
    private @Nullable Previous previous(Json.Obj object, @Nullable PluginKey owner) {
        Fields fields = new Fields(object, true, problems);
        PluginKey key = key(fields.place("key"), must(fields, "key"));
        LockEntry locked = locked(object, key);
        if (key != null && owner != null && !key.name().equals(owner.name())) {
            problems.add(
                    fields.place("key"),
                    "is a different plugin than " + owner + ": " + SafeText.quoted(key.toString()));
        }
        return key == null || locked == null ? null : new Previous(key, locked);
    }

    /** Reads a key. Keys are directory names, so keys in an edited lock file are checked like registered keys. */
    private @Nullable PluginKey key(SourceLocation place, String text) {
        PluginKey key = PluginKey.parse(text);
        String version = key.version();
        if (EntryRules.name(key.name()) == null && (version == null || EntryRules.version(version) == null)) {
            return key;
        }
        problems.add(place, "is not a plugin key: " + SafeText.quoted(text));
        return null;
    }

    private static String must(Fields fields, String name) {
        String text = fields.text(name);
        if (text == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return text;
    }

    private <T> @Nullable T checked(SourceLocation place, Supplier<T> values) {
        try {
            return values.get();
        } catch (IllegalArgumentException e) {
            problems.add(place, String.valueOf(e.getMessage()));
            return null;
        }
    }
}
