package io.orka.launcher;

import io.orka.identity.OrkaFailure;
import io.orka.json.Json;
import io.orka.json.JsonReader;
import io.orka.json.JsonText;
import io.orka.json.Problems;
import io.orka.registry.ConfigFile;
import io.orka.registry.ConfigurationFile;
import io.orka.registry.PluginLock;
import io.orka.registry.RegistryFile;
import io.orka.registry.RegistryWarning;
import io.orka.registry.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks JSON on pages: it is strict, and the reader of its file accepts it without a warning. */
final class JsonBlocks {

    private static final int DEEPEST = 64;

    /** The required fields of an entry, for pages that show a part of one. */
    private static final Map<String, String> ENTRY =
            Map.of("name", "hello", "version", "v0.1.0", "repo", "/srv/git/hello", "service", "HelloPlugin");

    private final Path directory;

    /** @param directory the directory for the files that the readers read */
    JsonBlocks(Path directory) {
        this.directory = directory;
    }

    List<String> complaints(Block block) throws IOException {
        Problems problems = new Problems();
        Json json = JsonReader.read(block.text(), DEEPEST, problems);
        if (json == null || !problems.isEmpty()) {
            return List.of(problems.line("it has"));
        }
        try {
            return read(block.page(), block.text(), json.data());
        } catch (OrkaFailure e) {
            return List.of(e.line());
        }
    }

    /** Reads a text as the kind of file that its content or its page indicates. */
    private List<String> read(String page, String text, @Nullable Object data) throws IOException {
        if (data instanceof List<?> list
                && !list.isEmpty()
                && list.get(0) instanceof Map<?, ?> first
                && first.containsKey("repo")) {
            return registry(text);
        }
        if (!(data instanceof Map<?, ?> object)) {
            return List.of();
        }
        if (object.containsKey("methods") || page.endsWith("/config-json.md")) {
            Objects.requireNonNull(ConfigFile.read(file("config.json", text).resolveSibling(""), ""));
        } else if (object.containsKey("format") && object.containsKey("plugins")) {
            Objects.requireNonNull(new PluginLock(file("plugins.lock.json", text)).read());
        } else if (object.containsKey("repo") || page.endsWith("/plugins-json.md")) {
            return registry(JsonText.write(List.of(entry(object))));
        } else if (page.endsWith("/settings.md") || object.containsKey("git") || object.containsKey("build")) {
            Path last = directory.resolve("last.json");
            Objects.requireNonNull(new SettingsFile(file("host.json", text), last, Map.of()).read());
        } else if (page.endsWith("/engine-bundles.md")) {
            Objects.requireNonNull(ConfigurationFile.read(file("engine.json", text)));
        }
        return List.of();
    }

    private List<String> registry(String text) throws IOException {
        return new RegistryFile(file("plugins.json", text))
                .read().warnings().stream().map(RegistryWarning::text).toList();
    }

    private static Map<String, @Nullable Object> entry(Map<?, ?> shown) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>(ENTRY);
        shown.forEach((name, value) -> entry.put(String.valueOf(name), value));
        return entry;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
