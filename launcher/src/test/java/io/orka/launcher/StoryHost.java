package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A home, repositories and a registry file below one directory, and the host that uses them. */
final class StoryHost implements AutoCloseable {

    private static final Set<PluginState> ON_ITS_WAY = EnumSet.of(
            PluginState.PENDING, PluginState.CLONING, PluginState.BUILDING, PluginState.WRAPPING, PluginState.STARTING);

    private final Path directory;
    private @Nullable Orka orka;

    StoryHost(Path directory) throws IOException {
        this.directory = directory;
        Files.writeString(registryFile(), "[]");
    }

    StoryRepository repository(String name) {
        return new StoryRepository(directory.resolve("repositories").resolve(name));
    }

    OrkaHome home() {
        return OrkaHome.of(directory.resolve("home"));
    }

    Path registryFile() {
        return directory.resolve("plugins.json");
    }

    /** Registers plugins by {@code name} or {@code name@version}. Each repository has the name of its plugin. */
    StoryHost register(String... keys) throws IOException {
        StringBuilder json = new StringBuilder();
        for (String key : keys) {
            String[] parts = key.split("@", 2);
            String version = parts.length > 1 ? "\"version\": \"" + parts[1] + "\", " : "";
            json.append(json.isEmpty() ? "" : ",\n")
                    .append("{ \"name\": \"%s\", %s\"repo\": \"repositories/%s\", \"service\": \"%sService\" }"
                            .formatted(parts[0], version, parts[0], parts[0]));
        }
        Files.writeString(registryFile(), "[" + json + "]");
        return this;
    }

    Orka start() {
        Orka opened = Orka.open(home(), registryFile());
        orka = opened;
        return opened;
    }

    Orka orka() {
        return requireNonNull(orka, "start the host first");
    }

    /** Returns the plugin's status at a time when the host is not retrying it. */
    PluginStatus status(String key) {
        PluginStatus status = orka().plugins().status(key);
        while (ON_ITS_WAY.contains(status.state())) {
            Poll.again();
            status = orka().plugins().status(key);
        }
        return status;
    }

    Response say(String nameOrKey, String word) {
        return orka().call(nameOrKey, new Request("Say", Map.of("word", word)));
    }

    /** Runs a shell command and returns its output, prefixed by {@code FAILED} if the command fails. */
    String shell(String command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int failed = orka().shell().host().execute(List.of(command), InputStream.nullInputStream(), print, print);
        return (failed == 0 ? "" : "FAILED ") + out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (orka != null) {
            orka.close();
        }
    }
}
