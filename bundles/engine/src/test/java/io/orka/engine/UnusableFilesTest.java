package io.orka.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.durable.Failpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Missing or unusable files stop no running bundle. A file is used again as soon as it is usable. */
class UnusableFilesTest {

    @TempDir
    private Path directory;

    private EngineHome home;

    @BeforeEach
    void make() throws Exception {
        home = new EngineHome(directory);
    }

    @AfterEach
    void close() throws Exception {
        home.closeForGood();
    }

    private Path jar(String file) {
        return home.bundles().resolve(file);
    }

    private static TestJar core() {
        return TestJar.bundle("com.acme.core", "1.0.0").activator("", "");
    }

    private void awaitActive(String file) {
        home.await(
                file + " runs",
                () -> home.engine().bundles().stream()
                        .anyMatch(bundle -> bundle.file().equals(file) && bundle.state() == EngineState.ACTIVE));
    }

    private void assertThatCoreRuns() {
        assertThat(home.context().getBundles())
                .filteredOn(bundle -> "com.acme.core".equals(bundle.getSymbolicName()))
                .singleElement()
                .extracting(Bundle::getState)
                .isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void aManifestThatIsFarTooLargeIsRefusedAndTheOthersRun() throws Exception {
        TestJar bomb = TestJar.bundle("com.acme.bomb", "1.0.0");
        for (int i = 0; i < 17; i++) {
            bomb.header("X-Padding-" + i, "x".repeat(1 << 20));
        }
        bomb.write(jar("bomb.jar"));
        core().write(jar("core.jar"));

        home.open();

        assertThat(home.failure("bomb.jar").line())
                .contains("ORKA-ENGINE-01")
                .contains("its manifest is larger than 16 MiB");
        assertThat(home.bundle("core.jar").state()).isEqualTo(EngineState.ACTIVE);
    }

    @Test
    void aFileThatOthersCanWriteToIsRefusedAndRunsWhenItIsShut() throws Exception {
        core().write(jar("core.jar"));
        TestJar.bundle("com.acme.open", "1.0.0").activator("", "").write(jar("open.jar"));
        Files.setPosixFilePermissions(jar("open.jar"), PosixFilePermissions.fromString("rw-rw-rw-"));

        home.open();

        assertThat(home.bundle("open.jar").state()).isEqualTo(EngineState.FAILED);
        assertThat(home.failure("open.jar").line())
                .contains("ORKA-ENGINE-20")
                .contains("open.jar is not started: it can be written by every user")
                .contains("chmod go-w " + jar("open.jar"));
        assertThatCoreRuns();

        Files.setPosixFilePermissions(jar("open.jar"), PosixFilePermissions.fromString("rw-r--r--"));
        awaitActive("open.jar");
    }

    @Test
    void aCopyThatLostItsContentIsMadeAgain() throws Exception {
        core().write(jar("core.jar"));
        home.open();
        home.close();
        Path copy;
        try (var files = Files.list(directory.resolve("run"))) {
            copy = files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.write(copy, new byte[(int) Files.size(copy)]);

        home.open();

        assertThat(home.bundle("core.jar").state()).isEqualTo(EngineState.ACTIVE);
        assertThat(copy).hasSameBinaryContentAs(jar("core.jar"));
    }

    @Test
    void aCopyForWhichThereWasNoRoomIsTriedAgain() throws Exception {
        core().write(jar("core.jar"));
        try (Failpoint.Armed full = Failpoint.arm("run.flush=throw:1")) {
            home.open();

            awaitActive("core.jar");
            assertThat(full.hits()).isPositive();
        }
        assertThat(home.logged("ORKA-ENGINE-18"))
                .singleElement()
                .asString()
                .contains("core.jar cannot be read or copied: ")
                .contains("No space left on device");
    }

    @Test
    void aLinkThatLeadsNowhereForAWhileTakesNothingAway() throws Exception {
        Path real = core().write(directory.resolve("elsewhere/core.jar"));
        Files.createDirectories(home.bundles());
        Files.createSymbolicLink(jar("core.jar"), real);
        home.open();
        Bundle[] before = home.context().getBundles();

        Files.move(real, directory.resolve("aside.jar"));

        home.await("it is told", () -> !home.logged("ORKA-ENGINE-18").isEmpty());
        assertThatCoreRuns();
        assertThat(home.engine().update()).isEmpty();
        assertThatCoreRuns();

        Files.move(directory.resolve("aside.jar"), real);

        awaitActive("core.jar");
        assertThat(home.context().getBundles()).containsExactly(before);
    }

    @Test
    void aDirectoryThatIsMissingForAWhileTakesNothingAway() throws Exception {
        core().write(jar("core.jar"));
        home.open();

        Files.move(home.bundles(), directory.resolve("aside"));

        home.await("it is told", () -> !home.logged("ORKA-ENGINE-13").isEmpty());
        assertThat(home.engine().update()).isEmpty();
        assertThatCoreRuns();

        Files.move(directory.resolve("aside"), home.bundles());
        TestJar.bundle("com.acme.next", "1.0.0").activator("", "").write(jar("next.jar"));

        awaitActive("next.jar");
        assertThatCoreRuns();
    }

    @Test
    void aShippedJarThatIsBrokenKeepsNoOtherFromBeingInstalled() throws Exception {
        Files.writeString(directory.resolve("shipped/a.jar"), "no jar");
        core().write(jar("core.jar"));

        home.open();

        assertThat(Arrays.stream(home.context().getBundles()).map(Bundle::getSymbolicName))
                .contains("org.apache.felix.scr", "org.apache.felix.configadmin");
        assertThat(home.bundle("core.jar").state()).isEqualTo(EngineState.ACTIVE);
    }

    @Test
    void anInterruptIsToldByItsCode() throws Exception {
        System.clearProperty("go.on");
        home.open();
        TestJar.bundle("com.acme.core", "1.0.0")
                .activator("while (System.getProperty(\"go.on\") == null) Thread.sleep(10);", "")
                .write(jar("core.jar"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> {
                    List<EngineChange> unused = home.engine().update();
                })
                .isInstanceOfSatisfying(
                        EngineFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("ORKA-ENGINE-19"));
        assertThat(Thread.interrupted()).isTrue();
        System.setProperty("go.on", "now");
        awaitActive("core.jar");
    }
}
