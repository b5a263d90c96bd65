package io.orka.launcher;

import io.orka.checkout.LocalRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of the demo: Git repositories of the example plugins, a registry file, and a home directory. Each run
 * empties the directory, but only if an earlier run created the directory.
 *
 * @param directory the top directory
 * @param examples the directory of the example plugins
 */
record DemoPlace(Path directory, Path examples) {

    private static final String MARKER = ".orka-demo";

    static DemoPlace prepare(Path directory, Path examples) throws IOException {
        if (!Files.isDirectory(examples.resolve("hello"))) {
            throw HostFailure.examplesMissing(examples);
        }
        DemoPlace place = new DemoPlace(directory, examples);
        place.empty();
        return place;
    }

    OrkaHome home() {
        return OrkaHome.of(directory.resolve("home"));
    }

    Path registryFile() {
        return directory.resolve("plugins.json");
    }

    /** Creates the plugin hello with two tags: first plain Java, then a Maven build with a library. */
    LocalRepository hello() {
        LocalRepository hello = LocalRepository.create(directory.resolve("repositories/hello"));
        for (String version : List.of("v0.1.0", "v0.2.0")) {
            hello.copyFrom(examples.resolve("hello").resolve(version));
            hello.commit("Release " + version);
            hello.tag(version);
        }
        return hello;
    }

    LocalRepository single(String name) {
        LocalRepository repository =
                LocalRepository.create(directory.resolve("repositories").resolve(name));
        repository.copyFrom(examples.resolve(name));
        repository.commit("Release v0.1.0");
        repository.tag("v0.1.0");
        return repository;
    }

    void register(String json) throws IOException {
        Files.writeString(registryFile(), json, StandardCharsets.UTF_8);
    }

    private void empty() throws IOException {
        if (Files.exists(directory)) {
            if (!Files.exists(directory.resolve(MARKER))) {
                throw HostFailure.demoHomeTaken(directory);
            }
            home().create();
            HostLock.take(home()).close();
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(directory, OrkaHome.OWNER_ONLY);
        Files.createFile(directory.resolve(MARKER));
        home().create();
    }
}
