package io.orka.benchmarks;

import io.orka.checkout.LocalRepository;
import io.orka.launcher.Orka;
import io.orka.launcher.OrkaHome;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Orka's example of a Go plugin, and a call of it. Its repository contains the SDK, so that builds need no network. */
final class HelloGo {

    static final String NAME = "hello-go";

    private static final Request REQUEST = new Request("HelloWorld", Map.of("name", "Ada"));
    private static final Map<String, String> ANSWER = Map.of("message", "Hello, Ada!");

    private HelloGo() {}

    /** Creates a home and runs a host on it that builds the plugin into the store. */
    static OrkaHome home(Installations installations, Path directory) throws IOException {
        Path example = installations.directory().resolveSibling("examples").resolve(NAME);
        Path repository = directory.resolve(NAME);
        LocalRepository git = LocalRepository.create(repository);
        copy(example.resolve("main.go"), repository.resolve("main.go"));
        copy(example.resolve("config.json"), repository.resolve("config.json"));
        copy(installations.directory().resolve("src/main/go/sdk/sdk.go"), repository.resolve("sdk/sdk.go"));
        Files.writeString(
                repository.resolve("sdk/go.mod"), "module github.com/orka-platform/orka-plugin-sdk\n\ngo 1.18\n");
        Files.writeString(repository.resolve("go.mod"), """
                module orka.invalid/hello

                go 1.18

                require github.com/orka-platform/orka-plugin-sdk v0.0.0

                replace github.com/orka-platform/orka-plugin-sdk => ./sdk
                """);
        git.commit("Say hello");
        OrkaHome home = OrkaHome.of(directory.resolve("home"));
        Files.createDirectories(home.directory());
        Files.createDirectories(Objects.requireNonNull(home.registryFile().getParent()));
        Files.writeString(
                home.registryFile(),
                "[ { \"name\": \"%s\", \"repo\": \"%s\", \"service\": \"HelloService\" } ]"
                        .formatted(NAME, repository.toUri()));
        try (Orka orka = Orka.open(home)) {
            call(orka.service(NAME));
        }
        return home;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.copy(from, to);
    }

    /** Returns the plugin's program in the store of the home. */
    static Path program(OrkaHome home) throws IOException {
        try (Stream<Path> files = Files.walk(home.directory().resolve("store"))) {
            return files.filter(file -> file.endsWith("bin/plugin")).findFirst().orElseThrow();
        }
    }

    /** Calls the plugin and checks its response. */
    static void call(OrkaCall plugin) {
        try {
            Response response = plugin.call(REQUEST);
            if (!ANSWER.equals(response.data())) {
                throw new IllegalStateException("it answered " + response);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
