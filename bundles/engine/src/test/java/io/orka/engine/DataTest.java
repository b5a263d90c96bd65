package io.orka.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Data that an engine bundle stores through {@code BundleContext.getDataFile} is kept until a user deletes it. */
class DataTest {

    private static final String NAME = "com.acme.stores";
    private static final String JAR = "stores.jar";

    @TempDir
    private Path directory;

    private EngineHome home;

    @BeforeEach
    void make() throws Exception {
        home = new EngineHome(directory);
        write("1.0.0", JAR);
    }

    @AfterEach
    void close() throws Exception {
        home.closeForGood();
    }

    /** Creates a bundle that appends its version to a file at every start. */
    private static TestJar stores(String version) {
        return TestJar.bundle(NAME, version).activator("""
                java.nio.file.Path directory = context.getDataFile("deep/below").toPath();
                java.nio.file.Files.createDirectories(directory);
                java.nio.file.Files.writeString(directory.resolve("starts.txt"), "%s ",
                        java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
                """.formatted(version), "");
    }

    private void write(String version, String file) throws IOException {
        stores(version).write(home.bundles().resolve(file));
    }

    private String stored() throws IOException {
        return Files.readString(home.data().resolve(NAME).resolve("deep/below/starts.txt"));
    }

    private Bundle bundle() {
        return Stream.of(home.context().getBundles())
                .filter(bundle -> NAME.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void survivesARestartOfTheHost() throws Exception {
        home.open();
        home.close();
        home.open();

        assertThat(stored()).isEqualTo("1.0.0 1.0.0 ");
    }

    /**
     * Simulates the end in the same process, without closing anything. {@code KillTest} of the launcher kills a
     * process.
     */
    @Test
    void survivesAHostThatEndsWithoutClosing() throws Exception {
        home.open();
        home.forget();
        home.open();

        assertThat(stored()).isEqualTo("1.0.0 1.0.0 ");
    }

    @Test
    void survivesAnUpdate() throws Exception {
        home.open();

        write("2.0.0", JAR);
        home.await("the update", () -> home.bundle(JAR).version().equals("2.0.0"));
        home.await("it runs", () -> home.bundle(JAR).state() == EngineState.ACTIVE);

        assertThat(stored()).isEqualTo("1.0.0 2.0.0 ");
        assertThat(bundle().getDataFile("deep/below/starts.txt")).exists();
    }

    @Test
    void survivesTheRemovalOfTheFileAndItsReturn() throws Exception {
        home.open();

        Files.delete(home.bundles().resolve(JAR));
        home.await("the removal", () -> home.engine().bundles().isEmpty());
        assertThat(stored()).isEqualTo("1.0.0 ");

        write("1.0.0", "other.jar");
        home.await(
                "the return",
                () -> !home.engine().bundles().isEmpty()
                        && home.bundle("other.jar").state() == EngineState.ACTIVE);
        assertThat(stored()).isEqualTo("1.0.0 1.0.0 ");
    }

    @Test
    void survivesAnUninstallationByHand() throws Exception {
        home.open();
        Path link = bundle().getDataFile("").toPath();
        assertThat(link).isSymbolicLink();

        bundle().uninstall();

        assertThat(link).doesNotExist();
        assertThat(stored()).isEqualTo("1.0.0 ");
        home.engine().update();
        assertThat(stored()).isEqualTo("1.0.0 1.0.0 ");
    }

    /**
     * If other bundles still use the classes of an uninstalled bundle, Felix deletes the bundle's files only at a
     * refresh.
     */
    @Test
    void survivesAnUninstallationThatIsFinishedLater() throws Exception {
        stores("1.0.0").header("Export-Package", NAME).write(home.bundles().resolve(JAR));
        TestJar.bundle("com.acme.user", "1.0.0")
                .header("Import-Package", NAME)
                .write(home.bundles().resolve("user.jar"));
        home.open();
        Path link = bundle().getDataFile("").toPath();

        Files.delete(home.bundles().resolve(JAR));
        home.await("the removal", () -> home.engine().bundles().size() == 1);
        home.await("the framework has deleted its own", () -> !Files.exists(link.getParent()));

        assertThat(stored()).isEqualTo("1.0.0 ");
        home.await("what needs it has failed", () -> home.bundle("user.jar").state() == EngineState.FAILED);
        assertThat(home.failure("user.jar").code()).isEqualTo("ORKA-ENGINE-04");
    }

    /**
     * Shows the behavior of Felix that this module prevents: an uninstallation follows links and deletes the files
     * there.
     */
    @Test
    void felixWouldDeleteItOtherwise() throws Exception {
        Path kept = Files.createDirectories(directory.resolve("kept"));
        Files.writeString(kept.resolve("file.txt"), "text");
        home.open();
        Path jar = TestJar.bundle("com.acme.other", "1.0.0").write(directory.resolve("other/other.jar"));
        Bundle other = home.context().installBundle(jar.toUri().toString());
        other.start();
        Path area = other.getDataFile("").toPath();
        Files.delete(area);
        Files.createSymbolicLink(area, kept);

        other.uninstall();

        assertThat(kept).isEmptyDirectory();
    }

    @Test
    void twoVersionsOfOneBundleShareIt() throws Exception {
        home.open();

        write("1.1.0", "stores-1.1.jar");
        home.await(
                "the higher version",
                () -> home.engine().bundles().size() == 2
                        && home.bundle("stores-1.1.jar").state() == EngineState.ACTIVE);
        assertThat(home.bundle(JAR).state()).isEqualTo(EngineState.STOPPED);

        Files.delete(home.bundles().resolve("stores-1.1.jar"));
        home.await("the lower version", () -> home.bundle(JAR).state() == EngineState.ACTIVE);
        assertThat(stored()).isEqualTo("1.0.0 1.1.0 1.0.0 ");
    }

    @Test
    void anAreaThatCannotBeHadIsAFailure() throws Exception {
        Files.createDirectories(home.data());
        Files.writeString(home.data().resolve(NAME), "a file in its place");
        home.open();

        EngineFailure failure = home.failure(JAR);
        assertThat(failure.code()).isEqualTo("ORKA-ENGINE-12");
        assertThat(failure.reason())
                .contains("its data directory " + home.data().resolve(NAME) + " cannot be used");
        assertThat(home.data().resolve(NAME)).hasContent("a file in its place");

        Files.delete(home.data().resolve(NAME));
        home.engine().update();
        assertThat(home.bundle(JAR).state()).isEqualTo(EngineState.ACTIVE);
    }
}
