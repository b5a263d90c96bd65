package io.orka.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** A bundle keeps running when its file is renamed, and another bundle can use the old file name. */
class RenamedFilesTest {

    @TempDir
    private Path directory;

    private EngineHome home;

    @BeforeEach
    void make() throws Exception {
        home = new EngineHome(directory);
        TestJar.bundle("com.acme.one", "1.0.0").activator("", "").write(jar("a.jar"));
    }

    @AfterEach
    void close() throws Exception {
        home.closeForGood();
    }

    private Path jar(String file) {
        return home.bundles().resolve(file);
    }

    private void awaitActive(String file, String name) {
        home.await(
                file + " is " + name,
                () -> home.engine().bundles().stream()
                        .anyMatch(bundle -> bundle.file().equals(file)
                                && bundle.name().equals(name)
                                && bundle.state() == EngineState.ACTIVE));
    }

    private List<String> active() {
        return Arrays.stream(home.context().getBundles())
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .filter(name -> name.startsWith("com.acme."))
                .sorted()
                .toList();
    }

    @Test
    void anotherBundleTakesTheOldName() throws Exception {
        home.open();
        Files.move(jar("a.jar"), jar("b.jar"));
        awaitActive("b.jar", "com.acme.one");

        TestJar.bundle("com.acme.two", "1.0.0").activator("", "").write(jar("a.jar"));

        awaitActive("a.jar", "com.acme.two");
        awaitActive("b.jar", "com.acme.one");
        assertThat(active()).containsExactly("com.acme.one", "com.acme.two");

        Files.delete(jar("a.jar"));

        home.await("one is left", () -> home.engine().bundles().size() == 1);
        assertThat(active()).containsExactly("com.acme.one");
    }

    @Test
    void theOldNameHasAnotherBundleInTheSameLook() throws Exception {
        home.open();

        Files.move(jar("a.jar"), jar("b.jar"));
        TestJar.bundle("com.acme.two", "1.0.0").activator("", "").write(jar("a.jar"));
        List<EngineChange> unused = home.engine().update();

        awaitActive("a.jar", "com.acme.two");
        awaitActive("b.jar", "com.acme.one");
        assertThat(active()).containsExactly("com.acme.one", "com.acme.two");
    }

    @Test
    void twoFilesChangePlaces() throws Exception {
        TestJar.bundle("com.acme.two", "1.0.0").activator("", "").write(jar("b.jar"));
        home.open();

        Files.move(jar("a.jar"), directory.resolve("aside"));
        Files.move(jar("b.jar"), jar("a.jar"));
        Files.move(directory.resolve("aside"), jar("b.jar"));
        List<EngineChange> unused = home.engine().update();

        awaitActive("a.jar", "com.acme.two");
        awaitActive("b.jar", "com.acme.one");
        assertThat(active()).containsExactly("com.acme.one", "com.acme.two");
    }
}
