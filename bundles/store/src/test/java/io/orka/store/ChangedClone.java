package io.orka.store;

import io.orka.checkout.Checkout;
import io.orka.checkout.CheckoutFailure;
import io.orka.checkout.Credentials;
import io.orka.checkout.GitCheckouts;
import io.orka.checkout.LocalRepository;
import io.orka.durable.DirectoryTree;
import io.orka.registry.GitSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Changes a clone, and reads it when its repository does not exist. */
final class ChangedClone {

    private static final List<String> COMMITS = List.of("first", "second");

    private ChangedClone() {}

    static void makeRepository(Path home) throws IOException {
        LocalRepository repository = LocalRepository.create(home.resolve("repository"));
        for (String word : COMMITS) {
            String id = repository
                    .write("config.json", "{}")
                    .write("src/Hello.java", "class Hello { } // " + word)
                    .commit(word);
            repository.tag(word);
            Files.writeString(home.resolve(word), id);
        }
    }

    static Checkout checkout(Path home, String ref) {
        return checkouts(home)
                .checkout(ChangedHome.entry(ref, home.resolve("repository")), null, (phase, done, total) -> {});
    }

    static void cleanUp(Path home) {
        checkouts(home).cleanUp();
    }

    /** Returns the commit of the clone, read without the repository, or "none" if no file of a clone exists. */
    static String withoutRepository(Path home) throws IOException {
        GitCheckouts checkouts = checkouts(home);
        checkouts.cleanUp();
        Path plugins = home.resolve("plugins");
        if (!Files.exists(plugins) || DirectoryTree.entries(plugins).isEmpty()) {
            return "none";
        }
        ChangedHome.assertOnly(plugins, "tiny@v1");
        Files.move(home.resolve("repository"), home.resolve("gone"));
        try {
            for (String word : COMMITS) {
                if (has(home, word)) {
                    return word;
                }
            }
            return "a broken clone";
        } finally {
            Files.move(home.resolve("gone"), home.resolve("repository"));
        }
    }

    private static boolean has(Path home, String word) throws IOException {
        try {
            Checkout checkout = checkout(home, Files.readString(home.resolve(word)));
            return Files.readString(checkout.root().resolve("src/Hello.java")).endsWith("// " + word);
        } catch (CheckoutFailure notThere) {
            return false;
        }
    }

    private static GitCheckouts checkouts(Path home) {
        return new GitCheckouts(
                home.resolve("plugins"),
                Credentials.none(),
                GitSettings.usual(),
                (directory, path) -> ChangedHome.config(directory));
    }
}
