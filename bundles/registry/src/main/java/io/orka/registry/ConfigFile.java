package io.orka.registry;

import io.orka.identity.SafeText;
import io.orka.json.Fields;
import io.orka.json.Json;
import io.orka.json.JsonReader;
import io.orka.json.Problems;
import io.orka.json.Utf8Text;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a plugin's {@code config.json}. */
public final class ConfigFile {

    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 32;
    private static final List<String> KNOWN = List.of("name", "version", "description", "tags", "main", "methods");
    private static final String WORD = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*";
    private static final Pattern CLASS_NAME = Pattern.compile(WORD + "(\\." + WORD + ")*");

    private ConfigFile() {}

    /**
     * Reads the file named {@code config.json}, of at most 1 MiB; a symbolic link is not followed. Only {@code name}
     * is required; {@code null} means that a field is absent. Unknown types are errors.
     *
     * @param directory the plugin's directory
     * @param path the directory's path in its repository, for messages; empty for the root
     * @return the parsed file
     * @throws RegistryFailure {@code ORKA-CFG-01} when the file is missing, {@code ORKA-CFG-02} when the file is
     *     invalid; the message numbers every problem with line and column
     */
    public static PluginConfig read(Path directory, String path) {
        return read(directory, path, true);
    }

    /**
     * Reads the {@code config.json} in a bundle without checking types, since the build of the bundle checked them.
     *
     * @param directory the bundle's directory with the file
     * @param path the plugin's directory in its repository; empty for the root
     * @return the parsed file
     * @throws RegistryFailure as {@link #read(Path, String)} does, except for unknown types
     */
    public static PluginConfig ofBundle(Path directory, String path) {
        return read(directory, path, false);
    }

    /** @param typed whether types are checked */
    private static PluginConfig read(Path directory, String path, boolean typed) {
        Path file = directory.resolve("config.json");
        String inside = path.isEmpty() ? "config.json" : path + "/config.json";
        try {
            return parse(FileBytes.read(file, LARGEST, LinkOption.NOFOLLOW_LINKS), inside, typed);
        } catch (NoSuchFileException e) {
            throw new RegistryFailure(
                    "ORKA-CFG-01",
                    "there is no " + inside + " in the plugin's repository",
                    "Add this file with at least {\"name\": \"my-plugin\"}.",
                    e);
        } catch (IOException e) {
            throw new RegistryFailure(
                    "ORKA-CFG-02",
                    String.valueOf(e.getMessage()).replace(file.toString(), inside),
                    "Replace config.json with a regular file of at most 1 MiB.",
                    e);
        }
    }

    private static PluginConfig parse(byte[] bytes, String inside, boolean typed) {
        Problems problems = new Problems();
        String text = Utf8Text.decode(bytes, problems);
        Json json = text == null ? null : JsonReader.read(text, DEEPEST, problems);
        PluginConfig config = null;
        if (json instanceof Json.Obj object) {
            config = config(new Fields(object, true, problems), problems, typed);
        } else if (json != null) {
            problems.add(json.place(), "must be an object but is " + json.kind());
        }
        if (config == null || !problems.isEmpty()) {
            throw new RegistryFailure(
                    "ORKA-CFG-02", problems.line("config.json has"), "Fix " + inside + " in the plugin's repository.");
        }
        return config;
    }

    private static PluginConfig config(Fields fields, Problems problems, boolean typed) {
        String name = fields.needed("name");
        String main = fields.text("main");
        if (main != null && !CLASS_NAME.matcher(main).matches()) {
            problems.add(
                    fields.place("main"), "'main' must be a class such as acme.Plugin but is " + SafeText.quoted(main));
        }
        return new PluginConfig(
                name == null ? "" : name,
                fields.text("version"),
                fields.text("description", ""),
                ConfigMethods.texts(fields, "tags", problems),
                main,
                new ConfigMethods(problems, new ConfigTypes(typed ? problems : new Problems()))
                        .read(fields.object("methods")),
                fields.other(KNOWN));
    }
}
