package io.orka.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Engine bundles follow jar files that are added, changed and deleted while the host runs. */
class HotUpdateTest {

    /** The system property in which the bundles record their actions in order. */
    private static final String LIFE = "hot.update.life";

    @TempDir
    private Path directory;

    private EngineHome home;
    private final List<String> life = new CopyOnWriteArrayList<>();

    @BeforeEach
    void make() throws Exception {
        System.getProperties().put(LIFE, life);
        home = new EngineHome(directory);
    }

    @AfterEach
    void close() throws Exception {
        home.closeForGood();
    }

    private static TestJar living(String name, String version) {
        String says = "((java.util.List<String>) System.getProperties().get(\"" + LIFE + "\")).add(\"%s " + name + " "
                + version + "\");";
        return TestJar.bundle(name, version).activator(says.formatted("start"), says.formatted("stop"));
    }

    private static TestJar failing(String name, String version) {
        return TestJar.bundle(name, version).activator("throw new IllegalStateException(\"boom\");", "");
    }

    private Path jar(String file) {
        return home.bundles().resolve(file);
    }

    private void awaitRunning(String file, String version) {
        home.await(
                file + " runs in " + version,
                () -> home.engine().bundles().stream()
                        .anyMatch(bundle -> bundle.file().equals(file)
                                && bundle.version().equals(version)
                                && bundle.state() == EngineState.ACTIVE));
    }

    private void awaitFailure(String file, String code) {
        home.await(
                file + " fails by " + code,
                () -> home.engine().bundles().stream()
                        .anyMatch(bundle -> bundle.file().equals(file)
                                && bundle.failure() != null
                                && bundle.failure().code().equals(code)));
    }

    @Test
    void aNewFileIsInstalledAndStarted() throws Exception {
        home.open();
        assertThat(home.engine().bundles()).isEmpty();

        living("com.acme.core", "1.0.0").write(jar("core.jar"));

        awaitRunning("core.jar", "1.0.0");
        assertThat(life).containsExactly("start com.acme.core 1.0.0");
        home.await(
                "the log",
                () -> home.logged("core.jar: installed com.acme.core 1.0.0").size() == 1);
    }

    @Test
    void aChangedFileIsUpdatedAndTheOthersRunOn() throws Exception {
        living("com.acme.core", "1.0.0").write(jar("core.jar"));
        living("com.acme.other", "1.0.0").write(jar("other.jar"));
        home.open();
        life.clear();

        living("com.acme.core", "1.1.0").write(jar("core.jar"));

        awaitRunning("core.jar", "1.1.0");
        assertThat(life).containsExactly("stop com.acme.core 1.0.0", "start com.acme.core 1.1.0");
        home.await(
                "the log",
                () -> home.logged("core.jar: updated com.acme.core 1.0.0 to 1.1.0")
                                .size()
                        == 1);
    }

    @Test
    void aDeletedFileIsUninstalled() throws Exception {
        living("com.acme.core", "1.0.0").write(jar("core.jar"));
        home.open();
        int bundles = home.context().getBundles().length;

        Files.delete(jar("core.jar"));

        home.await("it is gone", () -> home.engine().bundles().isEmpty());
        home.await("it is uninstalled", () -> home.context().getBundles().length == bundles - 1);
        assertThat(life).containsExactly("start com.acme.core 1.0.0", "stop com.acme.core 1.0.0");
    }

    @Test
    void aRenamedFileIsNotEvenStopped() throws Exception {
        living("com.acme.core", "1.0.0").write(jar("core.jar"));
        home.open();
        life.clear();

        Files.move(jar("core.jar"), jar("10-core.jar"));

        awaitRunning("10-core.jar", "1.0.0");
        assertThat(home.engine().bundles()).hasSize(1);
        assertThat(life).isEmpty();
    }

    @Test
    void aTouchedFileIsNotEvenStopped() throws Exception {
        Path jar = living("com.acme.core", "1.0.0").write(jar("core.jar"));
        home.open();
        life.clear();

        byte[] same = Files.readAllBytes(jar);
        Files.write(jar, same);
        living("com.acme.next", "1.0.0").write(jar("next.jar"));

        awaitRunning("next.jar", "1.0.0");
        assertThat(life).containsExactly("start com.acme.next 1.0.0");
    }

    @Test
    void aFileThatIsStillBeingWrittenIsLeftAlone() throws Exception {
        home.open();
        byte[] bytes = living("com.acme.core", "1.0.0")
                .entry("filler", "x".repeat(100_000))
                .bytes();
        Path growing = jar("core.jar");
        Files.createDirectories(home.bundles());

        try (OutputStream out = Files.newOutputStream(growing)) {
            for (int from = 0; from < bytes.length; from += 64) {
                out.write(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 64)));
            }
        }

        awaitRunning("core.jar", "1.0.0");
    }

    @Test
    void aFileThatWasHalfWrittenIsReadAgain() throws Exception {
        home.open();
        byte[] bytes = living("com.acme.core", "1.0.0").bytes();
        Files.createDirectories(home.bundles());

        Files.write(jar("core.jar"), Arrays.copyOf(bytes, bytes.length / 2));
        awaitFailure("core.jar", "ORKA-ENGINE-01");
        Files.write(jar("core.jar"), bytes);

        awaitRunning("core.jar", "1.0.0");
    }

    @Test
    void thoseThatAreWiredToItAreWiredAnew() throws Exception {
        living("com.acme.api", "1.0.0").write(jar("1-api.jar"));

        TestJar user = living("com.acme.user", "1.0.0").header("Require-Bundle", "com.acme.api");
        user.write(jar("2-user.jar"));
        living("com.acme.zother", "1.0.0").write(jar("3-other.jar"));
        home.open();
        Bundle bundle = home.context().getBundle(jar("2-user.jar").toUri().toString());
        life.clear();

        living("com.acme.api", "1.1.0").write(jar("1-api.jar"));

        awaitRunning("1-api.jar", "1.1.0");
        awaitRunning("2-user.jar", "1.0.0");
        home.await("all of it", () -> life.size() == 4);
        assertThat(life)
                .containsExactly(
                        "stop com.acme.user 1.0.0",
                        "stop com.acme.api 1.0.0",
                        "start com.acme.api 1.1.0",
                        "start com.acme.user 1.0.0");
        assertThat(bundle.adapt(org.osgi.framework.wiring.BundleWiring.class).getRequiredWires("osgi.wiring.bundle"))
                .allSatisfy(wire -> assertThat(wire.getProvider().getVersion()).hasToString("1.1.0"));
    }

    @Test
    void whatCouldNotBeResolvedIsStartedWhenTheRestComes() throws Exception {
        living("com.acme.user", "1.0.0")
                .header("Require-Bundle", "com.acme.api")
                .write(jar("user.jar"));
        home.open();
        assertThat(home.failure("user.jar").code()).isEqualTo("ORKA-ENGINE-04");

        TestJar.bundle("com.acme.api", "1.0.0").write(jar("api.jar"));

        awaitRunning("user.jar", "1.0.0");
    }

    @Test
    void aHigherVersionBesideTheLowerOneTakesOver() throws Exception {
        living("com.acme.core", "1.0.0").write(jar("core-1.0.jar"));
        home.open();

        living("com.acme.core", "1.1.0").write(jar("core-1.1.jar"));
        awaitRunning("core-1.1.jar", "1.1.0");
        assertThat(home.bundle("core-1.0.jar").state()).isEqualTo(EngineState.STOPPED);

        failing("com.acme.core", "1.2.0").write(jar("core-1.2.jar"));
        awaitFailure("core-1.2.jar", "ORKA-ENGINE-05");
        awaitRunning("core-1.1.jar", "1.1.0");

        Files.delete(jar("core-1.2.jar"));
        Files.delete(jar("core-1.1.jar"));
        awaitRunning("core-1.0.jar", "1.0.0");
        assertThat(life)
                .containsExactly(
                        "start com.acme.core 1.0.0",
                        "stop com.acme.core 1.0.0",
                        "start com.acme.core 1.1.0",
                        "stop com.acme.core 1.1.0",
                        "start com.acme.core 1.1.0",
                        "stop com.acme.core 1.1.0",
                        "start com.acme.core 1.0.0");
    }

    @Test
    void whatCannotBeResolvedTakesOverNothing() throws Exception {
        living("com.acme.core", "1.0.0").write(jar("core-1.0.jar"));
        home.open();
        life.clear();

        TestJar.bundle("com.acme.core", "1.1.0")
                .header("Import-Package", "com.acme.none")
                .write(jar("core-1.1.jar"));

        awaitFailure("core-1.1.jar", "ORKA-ENGINE-04");
        assertThat(home.bundle("core-1.0.jar").state()).isEqualTo(EngineState.ACTIVE);
        assertThat(life).isEmpty();
    }

    private void assertThatThePreviousOneRuns(String code, String cause) {
        home.await(
                "the previous one runs",
                () -> life.size() % 2 == 1 && home.bundle("core.jar").failure() != null);
        EngineFailure failure = home.failure("core.jar");
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.reason()).contains(cause).endsWith("; com.acme.core 1.0.0 runs instead");
        home.await("it is started", () -> life.get(life.size() - 1).equals("start com.acme.core 1.0.0"));
        home.await("the log", () -> home.logged(failure.line()).size() == 1);
        assertThat(home.bundle("core.jar").version()).isEqualTo("1.0.0");
    }

    @Test
    void anUpdateWhoseActivatorThrowsIsTakenBack() throws Exception {
        living("com.acme.core", "1.0.0").write(jar("core.jar"));
        home.open();

        failing("com.acme.core", "1.1.0").write(jar("core.jar"));
        assertThatThePreviousOneRuns("ORKA-ENGINE-05", "core.jar (com.acme.core 1.1.0) did not start");

        living("com.acme.core", "1.2.0").write(jar("core.jar"));
        awaitRunning("core.jar", "1.2.0");
    }

    @Test
    void anUpdateThatStartsSlowlyIsNotTakenBack() throws Exception {
        living("com.acme.core", "1.0.0").write(jar("core.jar"));
        System.clearProperty("go.on");
        home.open(EngineHome.SHORT);

        TestJar.bundle("com.acme.core", "1.1.0")
                .activator("while (System.getProperty(\"go.on\") == null) Thread.sleep(10);", "")
                .write(jar("core.jar"));
        awaitFailure("core.jar", "ORKA-ENGINE-06");
        assertThat(home.bundle("core.jar").version()).isEqualTo("1.1.0");

        System.setProperty("go.on", "now");
        awaitRunning("core.jar", "1.1.0");
    }

    @Test
    void anUpdateThatCannotBeResolvedIsTakenBack() throws Exception {
        living("com.acme.core", "1.0.0").write(jar("core.jar"));
        home.open();

        TestJar.bundle("com.acme.core", "1.1.0")
                .header("Import-Package", "com.acme.none")
                .write(jar("core.jar"));

        assertThatThePreviousOneRuns("ORKA-ENGINE-04", "no bundle provides the package com.acme.none");
    }

    @Test
    void anUpdateWhoseComponentThrowsIsTakenBack() throws Exception {
        living("com.acme.core", "1.0.0").write(jar("core.jar"));
        home.open();

        TestJar.bundle("com.acme.core", "1.1.0")
                .component(
                        "com.acme.Part",
                        "immediate=\"true\"",
                        "",
                        "public void activate() { throw new IllegalStateException(\"boom\"); }")
                .write(jar("core.jar"));

        assertThatThePreviousOneRuns("ORKA-ENGINE-07", "activating the component com.acme.Part failed");
    }

    @Test
    void anUpdateThatTheFrameworkRefusesIsTakenBack() throws Exception {
        living("com.acme.core", "1.0.0").write(jar("core.jar"));
        home.open();

        TestJar.bundle("com.acme.core", "1.1.0")
                .header("Export-Package", "a;;b=")
                .write(jar("core.jar"));

        assertThatThePreviousOneRuns("ORKA-ENGINE-11", "the OSGi framework rejected core.jar (com.acme.core 1.1.0)");
    }

    @Test
    void anUpdateThatIsNoJarChangesNothing() throws Exception {
        Path jar = living("com.acme.core", "1.0.0").write(jar("core.jar"));
        byte[] right = Files.readAllBytes(jar);
        home.open();

        Files.writeString(jar("core.jar"), "no jar");
        awaitFailure("core.jar", "ORKA-ENGINE-01");
        assertThatThePreviousOneRuns("ORKA-ENGINE-01", "core.jar cannot be read as a jar file");
        assertThat(life).hasSize(1);

        Files.write(jar("core.jar"), right);
        awaitRunning("core.jar", "1.0.0");
        assertThat(life).hasSize(1);
    }

    @Test
    void whatRanLastIsTakenWhenTheHostStartsWithAFileThatCannotRun() throws Exception {
        living("com.acme.core", "1.0.0").write(jar("core.jar"));
        living("com.acme.other", "1.0.0").write(jar("other.jar"));
        home.open();
        home.close();
        failing("com.acme.core", "1.1.0").write(jar("core.jar"));
        Files.writeString(jar("other.jar"), "no jar");

        home.open();

        assertThat(home.failure("core.jar").reason()).endsWith("; com.acme.core 1.0.0 runs instead");
        assertThat(home.failure("other.jar").reason()).endsWith("; com.acme.other 1.0.0 runs instead");
        assertThat(life).contains("start com.acme.core 1.0.0", "start com.acme.other 1.0.0");
        assertThat(home.context().getBundles())
                .filteredOn(bundle -> bundle.getState() == Bundle.ACTIVE)
                .extracting(Bundle::getSymbolicName)
                .contains("com.acme.core", "com.acme.other");
    }

    /** If the new content were not kept, it would not run after the missing bundle is added. */
    @Test
    void whatCannotRunWithItsPredecessorEitherIsKeptForLater() throws Exception {
        TestJar.bundle("com.acme.api", "1.0.0").write(jar("api.jar"));
        living("com.acme.core", "1.0.0")
                .header("Require-Bundle", "com.acme.api")
                .write(jar("core.jar"));
        home.open();
        home.close();
        Files.delete(jar("api.jar"));
        living("com.acme.core", "1.1.0")
                .header("Require-Bundle", "com.acme.api")
                .write(jar("core.jar"));

        home.open();
        assertThat(home.failure("core.jar").code()).isEqualTo("ORKA-ENGINE-04");
        assertThat(home.bundle("core.jar").version()).isEqualTo("1.1.0");

        TestJar.bundle("com.acme.api", "1.0.0").write(jar("api.jar"));
        awaitRunning("core.jar", "1.1.0");
    }

    @Test
    void anUpdateSurvivesARestart() throws Exception {
        living("com.acme.core", "1.0.0").write(jar("core.jar"));
        home.open();
        living("com.acme.core", "1.1.0").write(jar("core.jar"));
        awaitRunning("core.jar", "1.1.0");
        home.close();

        home.open();

        assertThat(home.bundle("core.jar").version()).isEqualTo("1.1.0");
        assertThat(directory.resolve("run").toFile().list((where, name) -> name.endsWith(".jar")))
                .hasSize(1);
    }

    @Test
    void anotherBundleInTheSameFile() throws Exception {
        living("com.acme.one", "1.0.0").write(jar("a.jar"));
        home.open();

        living("com.acme.two", "1.0.0").write(jar("a.jar"));

        home.await("the other one", () -> life.contains("start com.acme.two 1.0.0"));
        assertThat(life)
                .containsExactly("start com.acme.one 1.0.0", "stop com.acme.one 1.0.0", "start com.acme.two 1.0.0");
    }

    @Test
    void whatAPersonStoppedStaysSoUntilAskedFor() throws Exception {
        living("com.acme.core", "1.0.0").write(jar("core.jar"));
        home.open();

        home.context().getBundle(jar("core.jar").toUri().toString()).stop();
        living("com.acme.next", "1.0.0").write(jar("next.jar"));
        awaitRunning("next.jar", "1.0.0");
        assertThat(home.bundle("core.jar").state()).isEqualTo(EngineState.STOPPED);

        home.engine().update();
        assertThat(home.bundle("core.jar").state()).isEqualTo(EngineState.ACTIVE);
    }

    @Test
    void anUpdateThatIsAskedForSaysWhatItDid() throws Exception {
        home.open(new EngineTimes(java.time.Duration.ofHours(1), EngineHome.USUAL.start(), EngineHome.USUAL.stop()));
        living("com.acme.core", "1.0.0").write(jar("core.jar"));

        assertThat(home.engine().update())
                .containsExactly(new EngineChange("core.jar", "installed com.acme.core 1.0.0"));
        assertThat(home.engine().update()).isEmpty();
    }

    @Test
    void aBundleThatHangsInItsStartIsNotUpdated() throws Exception {
        TestJar.bundle("com.acme.core", "1.0.0")
                .activator(
                        "while (System.getProperty(\"go.on\") == null) { try { Thread.sleep(10); } catch (InterruptedException e) { } }",
                        "")
                .write(jar("core.jar"));
        living("com.acme.other", "1.0.0").write(jar("other.jar"));
        System.clearProperty("go.on");
        home.open(EngineHome.SHORT);
        awaitFailure("core.jar", "ORKA-ENGINE-06");

        living("com.acme.core", "1.1.0").write(jar("core.jar"));
        awaitFailure("core.jar", "ORKA-ENGINE-10");
        assertThat(home.failure("core.jar").reason()).contains("com.acme.core.Activator.start(");
        living("com.acme.other", "1.1.0").write(jar("other.jar"));
        awaitRunning("other.jar", "1.1.0");

        System.setProperty("go.on", "now");
        home.await("it comes back", () -> !home.engine().hangs());
        home.engine().update();
        awaitRunning("core.jar", "1.1.0");
    }

    @Test
    void aFragmentIsAttachedToAHostThatRuns() throws Exception {
        living("com.acme.core", "1.0.0").write(jar("core.jar"));
        home.open();
        Bundle core = home.context().getBundle(jar("core.jar").toUri().toString());
        assertThat(core.getResource("extra.txt")).isNull();

        TestJar.bundle("com.acme.part", "1.0.0")
                .header("Fragment-Host", "com.acme.core")
                .entry("extra.txt", "text")
                .write(jar("part.jar"));
        awaitRunning("part.jar", "1.0.0");
        awaitRunning("core.jar", "1.0.0");
        assertThat(core.getResource("extra.txt")).isNotNull();

        Files.delete(jar("part.jar"));
        home.await(
                "it is detached", () -> home.engine().bundles().size() == 1 && core.getResource("extra.txt") == null);
        awaitRunning("core.jar", "1.0.0");
    }
}
