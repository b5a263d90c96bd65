package io.orka.registry;

import io.orka.identity.PluginKey;
import io.orka.identity.SafeText;
import io.orka.json.Fields;
import io.orka.json.Json;
import io.orka.json.JsonReader;
import io.orka.json.Problems;
import io.orka.json.Utf8Text;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The registry file, {@code plugins.json}: a JSON array of entries, in UTF-8, of at most 4 MiB and 10,000 entries.
 *
 * <p>The file is parsed strictly, and all problems are reported together. Unknown fields of an entry are warnings. Safe
 * for use by multiple threads.
 */
public final class RegistryFile {

    static final int LARGEST = 4 << 20;
    static final int DEEPEST = 16;
    private static final int MOST_ENTRIES = 10_000;

    private final Path file;
    private volatile @Nullable Registry last;

    /**
     * Creates an instance for a registry file, which need not exist yet.
     *
     * @param file the file; relative paths of repositories are relative to its directory
     */
    public RegistryFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * Reads the current file.
     *
     * @return all entries, warnings and the digest of the file
     * @throws InvalidRegistry when the file is missing, unreadable or invalid; the message numbers every problem
     */
    public Registry read() {
        try {
            return parse(FileBytes.read(file, LARGEST), "has");
        } catch (NoSuchFileException e) {
            throw missing();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Parses the bytes as the content of the file; {@code verb} is "has", or "would have" for an edit. */
    Registry parse(byte[] bytes, String verb) {
        Registry before = last;
        if (before != null && before.digest().equals(FileBytes.digest(bytes))) {
            return withCustody(before); // an edit parses the same content more than once
        }
        Problems problems = new Problems();
        List<RegistryWarning> warnings = new ArrayList<>();
        String text = Utf8Text.decode(bytes, problems);
        Json json = text == null ? null : JsonReader.read(text, DEEPEST, problems);
        List<PluginEntry> entries = json == null ? List.of() : entries(json, problems, warnings);
        if (!problems.isEmpty()) {
            throw new InvalidRegistry(problems.line(file.getFileName() + " " + verb), "Fix " + file + ".");
        }
        Registry parsed = new Registry(entries, warnings, FileBytes.digest(bytes));
        last = parsed;
        return withCustody(parsed);
    }

    /**
     * Returns the entry that a locked plugin was built from, with paths relative to this file.
     *
     * @param key the plugin's key
     * @param locked the plugin's lock entry
     * @return the entry
     * @throws RegistryFailure when the repository's address is not allowed
     */
    public PluginEntry entry(PluginKey key, LockEntry locked) {
        return new PluginEntry(
                key,
                RepositoryUrl.parse(locked.repo(), file.resolveSibling("")),
                locked.service(),
                locked.ref(),
                locked.path(),
                locked.tests(),
                locked.limits());
    }

    Path path() {
        return file;
    }

    InvalidRegistry missing() {
        return new InvalidRegistry(
                "there is no registry file " + file,
                "Create it with the content [] to start without plugins, or specify another file.");
    }

    InvalidRegistry unreadable(IOException e) {
        return new InvalidRegistry(
                String.valueOf(e.getMessage()), "Make " + file + " a readable file of at most 4 MiB.");
    }

    /** Adds the result of a new check of the permissions, which can change while the content does not. */
    private Registry withCustody(Registry parsed) {
        List<String> open = custody();
        if (open.isEmpty()) {
            return parsed;
        }
        List<RegistryWarning> warnings = new ArrayList<>(parsed.warnings());
        open.forEach(text -> warnings.add(new RegistryWarning(null, text)));
        return new Registry(parsed.entries(), warnings, parsed.digest());
    }

    /** Warns if other users can write to the file, since its entries decide which code runs. */
    private List<String> custody() {
        try {
            return OpenToOthers.writable(file)
                    .map(open -> open.reason() + "; if this is not intended, run '" + open.remedy() + "'")
                    .stream()
                    .toList();
        } catch (IOException e) {
            return List.of("cannot check who can write to " + file + ": " + e);
        }
    }

    private List<PluginEntry> entries(Json json, Problems problems, List<RegistryWarning> warnings) {
        if (!(json instanceof Json.Array array)) {
            problems.add(json.place(), "must be an array of entries, such as [], but is " + json.kind());
            return List.of();
        }
        if (array.items().size() > MOST_ENTRIES) {
            problems.add(array.place(), "has " + array.items().size() + " entries; the limit is " + MOST_ENTRIES);
            return List.of();
        }
        EntryReader reader = new EntryReader(file, problems, warnings);
        List<PluginEntry> entries = new ArrayList<>();
        for (Json item : array.items()) {
            if (item instanceof Json.Obj object) {
                PluginEntry entry = reader.read(object);
                if (entry != null) {
                    entries.add(entry);
                }
            } else {
                problems.add(item.place(), "an entry must be an object but is " + item.kind());
            }
        }
        findEqualKeys(array, problems);
        return entries;
    }

    /**
     * Reports equal keys. Keys are directory names, and some file systems ignore case. v1 and 1 are the same version.
     */
    private static void findEqualKeys(Json.Array array, Problems problems) {
        Map<String, Json.Obj> seen = new HashMap<>();
        for (Json item : array.items()) {
            PluginKey key = key(item);
            if (key != null && item instanceof Json.Obj object) {
                Json.Obj first = seen.putIfAbsent(
                        key.toString().toLowerCase(Locale.ROOT).replaceFirst("@v(?=[0-9])", "@"), object);
                if (first != null) {
                    problems.add(
                            object.place(),
                            SafeText.quoted(key.toString()) + " is already registered as "
                                    + SafeText.quoted(String.valueOf(key(first))) + " at " + first.place());
                }
            }
        }
    }

    /** Returns the key of an item, valid or not; {@code null} when the item has no key. */
    static @Nullable PluginKey key(Json item) {
        if (!(item instanceof Json.Obj object)) {
            return null;
        }
        Fields fields = new Fields(object, true, new Problems());
        String name = fields.text("name");
        return name == null ? null : new PluginKey(name, fields.text("version"));
    }
}
