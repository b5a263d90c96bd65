package io.orka.checkout;

import io.orka.registry.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A repository created by the git program, which supports all features of Git. */
record NativeRepository(Path directory) {

    static NativeRepository create(Path directory, String... options) throws Exception {
        Files.createDirectories(directory);
        NativeRepository repository = new NativeRepository(directory);
        List<String> arguments = new ArrayList<>(List.of("init", "-q", "-b", "main"));
        arguments.addAll(List.of(options));
        repository.git(arguments.toArray(String[]::new));
        return repository;
    }

    NativeRepository write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    NativeRepository link(String path, String target) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, Path.of(target));
        return this;
    }

    /** Commits all files and returns the commit. */
    String commit(String message) throws Exception {
        git("add", "-A");
        git("-c", "user.name=Ada", "-c", "user.email=ada@localhost", "commit", "-q", "--allow-empty", "-m", message);
        return git("rev-parse", "HEAD").strip();
    }

    String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return Program.run(directory, command);
    }

    RepositoryUrl url() {
        return CheckoutFixture.local(directory);
    }
}
