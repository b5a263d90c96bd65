package io.orka.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every failure of an engine bundle is reported in one line, and the other bundles run. */
class FailuresTest {

    @TempDir
    private Path directory;

    private EngineHome home;

    @BeforeEach
    void aBundleThatRuns() throws Exception {
        home = new EngineHome(directory);
        TestJar.bundle("com.acme.well", "1.0.0")
                .activator("System.setProperty(\"well\", \"started\");", "")
                .write(home.bundles().resolve("zz-well.jar"));
    }

    @AfterEach
    void close() throws Exception {
        home.closeForGood();
    }

    private EngineFailure failure(String file) {
        home.await("the other one runs", () -> home.bundle("zz-well.jar").state() == EngineState.ACTIVE);
        EngineFailure failure = home.failure(file);
        assertThat(failure.line()).doesNotContain("\n").contains(file);
        assertThat(home.logged(failure.line())).as(home.log.list.toString()).hasSize(1);
        return failure;
    }

    private boolean stackIsLogged(String code, String thrown) {
        return home.events()
                .filter(event -> event.getLevel() == Level.ERROR
                        && event.getFormattedMessage().startsWith(code))
                .anyMatch(event -> event.getThrowableProxy() != null
                        && Stream.of(
                                        event.getThrowableProxy(),
                                        event.getThrowableProxy().getCause())
                                .anyMatch(proxy -> proxy != null
                                        && proxy.getMessage() != null
                                        && proxy.getMessage().contains(thrown)));
    }

    @Test
    void anActivatorThatThrows() throws Exception {
        TestJar.bundle("com.acme.boom", "1.2.0")
                .activator("throw new IllegalStateException(\"database\\nnot reachable\");", "")
                .write(home.bundles().resolve("boom.jar"));
        home.open();

        EngineFailure failure = failure("boom.jar");
        assertThat(failure.code()).isEqualTo("ORKA-ENGINE-05");
        assertThat(failure.reason())
                .isEqualTo(
                        "boom.jar (com.acme.boom 1.2.0) did not start: java.lang.IllegalStateException: database | not"
                                + " reachable at com.acme.boom.Activator.start(Activator.java:3)");
        assertThat(stackIsLogged("ORKA-ENGINE-05", "not reachable")).isTrue();
    }

    @Test
    void anActivatorThatIsNotThere() throws Exception {
        TestJar.bundle("com.acme.lost", "1.0.0")
                .header("Bundle-Activator", "com.acme.Lost")
                .write(home.bundles().resolve("lost.jar"));
        home.open();

        assertThat(failure("lost.jar").line())
                .startsWith(
                        "ORKA-ENGINE-05: lost.jar (com.acme.lost 1.0.0) did not start: java.lang.ClassNotFoundException: com.acme.Lost")
                .contains("Import the package of the missing class");
    }

    @Test
    void anImportThatNobodyHas() throws Exception {
        TestJar.bundle("com.acme.api", "2.0.0")
                .header("Export-Package", "com.acme.api;version=\"2.0.0\"")
                .write(home.bundles().resolve("api.jar"));
        TestJar.bundle("com.acme.core", "1.0.0")
                .header(
                        "Import-Package",
                        "com.acme.api;version=\"[1.0,2)\",com.acme.none,com.acme.maybe;resolution:=optional")
                .write(home.bundles().resolve("core.jar"));
        TestJar.bundle("com.acme.web", "1.0.0")
                .header("Import-Package", "com.acme.core")
                .header("Require-Bundle", "com.acme.gone;bundle-version=\"1.5\"")
                .write(home.bundles().resolve("web.jar"));
        home.open();

        EngineFailure core = failure("core.jar");
        assertThat(core.code()).isEqualTo("ORKA-ENGINE-04");
        assertThat(core.reason())
                .isEqualTo(
                        "core.jar (com.acme.core 1.0.0) cannot be resolved: no bundle provides the package com.acme.api"
                                + " from version 1.0.0 below 2.0.0; available: 2.0.0 of com.acme.api;"
                                + " no bundle provides the package com.acme.none");
        assertThat(failure("web.jar").reason())
                .contains("the bundle com.acme.gone from version 1.5.0")
                .contains("the package com.acme.core");
    }

    @Test
    void anImportOfABundleThatCannotBeResolvedItself() throws Exception {
        TestJar.bundle("com.acme.api", "1.0.0")
                .header("Export-Package", "com.acme.api")
                .header("Import-Package", "com.acme.none")
                .write(home.bundles().resolve("api.jar"));
        TestJar.bundle("com.acme.core", "1.0.0")
                .header("Import-Package", "com.acme.api")
                .write(home.bundles().resolve("core.jar"));
        home.open();

        assertThat(failure("core.jar").reason())
                .isEqualTo("core.jar (com.acme.core 1.0.0) cannot be resolved: the package com.acme.api is only"
                        + " provided by com.acme.api, which cannot be resolved either");
        assertThat(failure("api.jar").reason()).contains("com.acme.none");
    }

    @Test
    void aJavaThatIsTooOld() throws Exception {
        TestJar.bundle("com.acme.future", "1.0.0")
                .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")
                .write(home.bundles().resolve("future.jar"));
        home.open();

        assertThat(failure("future.jar").reason()).contains("it requires Java 99, but this host runs on Java");
    }

    @Test
    void aBrokenJar() throws Exception {
        byte[] whole = TestJar.bundle("com.acme.half", "1.0.0").bytes();
        Files.write(home.bundles().resolve("half.jar"), List.of("no zip"));
        Files.write(home.bundles().resolve("cut.jar"), java.util.Arrays.copyOf(whole, whole.length / 2));
        Files.createFile(home.bundles().resolve("empty.jar"));
        Files.createDirectory(home.bundles().resolve("directory.jar"));
        home.open();

        assertThat(failure("half.jar").code()).isEqualTo("ORKA-ENGINE-01");
        assertThat(failure("cut.jar").code()).isEqualTo("ORKA-ENGINE-01");
        assertThat(failure("empty.jar").code()).isEqualTo("ORKA-ENGINE-01");
        assertThat(home.engine().bundles()).hasSize(4);
    }

    @Test
    void whatIsNotABundle() throws Exception {
        TestJar.plain().write(home.bundles().resolve("library.jar"));
        TestJar.bundle("../../etc", "1.0.0").write(home.bundles().resolve("up.jar"));
        TestJar.bundle("com.acme.version", "one").write(home.bundles().resolve("version.jar"));
        TestJar.bundle("com.acme.header", "1.0.0")
                .header("Export-Package", "a;;b=")
                .write(home.bundles().resolve("header.jar"));
        home.open();

        assertThat(failure("library.jar").line())
                .isEqualTo("ORKA-ENGINE-02: library.jar is not an OSGi bundle: its manifest has no Bundle-SymbolicName."
                        + " Build it with bnd or maven-bundle-plugin, or embed it in the bundle that needs it.");
        assertThat(failure("up.jar").code()).isEqualTo("ORKA-ENGINE-02");
        assertThat(failure("version.jar").code()).isEqualTo("ORKA-ENGINE-02");
        assertThat(failure("header.jar").code()).isEqualTo("ORKA-ENGINE-11");
    }

    @Test
    void theSameBundleInTwoFiles() throws Exception {
        TestJar jar = TestJar.bundle("com.acme.core", "1.0.0");
        jar.write(home.bundles().resolve("a.jar"));
        jar.write(home.bundles().resolve("b.jar"));
        home.open();

        assertThat(home.bundle("a.jar").state()).isEqualTo(EngineState.ACTIVE);
        assertThat(failure("b.jar").reason()).isEqualTo("b.jar (com.acme.core 1.0.0) is already installed from a.jar");

        Files.delete(home.bundles().resolve("a.jar"));
        home.await("b.jar takes its place", () -> home.bundle("b.jar").state() == EngineState.ACTIVE);
    }

    @Test
    void whatTheHostHasAlready() throws Exception {
        TestJar.bundle("org.apache.felix.scr", "9.0.0").write(home.bundles().resolve("scr.jar"));
        home.open();

        assertThat(failure("scr.jar").reason()).endsWith("is already installed from the host's distribution");
    }

    @Test
    void twoVersionsAreInstalledAndTheHigherOneIsStarted() throws Exception {
        for (String version : List.of("1.0.0", "1.10.0", "1.9.0")) {
            TestJar.bundle("com.acme.core", version)
                    .header("Export-Package", "com.acme.core;version=\"" + version + "\"")
                    .activator(
                            "System.setProperty(\"core\", System.getProperty(\"core\", \"\") + \"" + version + " \");",
                            "")
                    .write(home.bundles().resolve("core-" + version + ".jar"));
        }
        TestJar.bundle("com.acme.old", "1.0.0")
                .header("Import-Package", "com.acme.core;version=\"[1.0,1.5)\"")
                .write(home.bundles().resolve("old.jar"));
        System.clearProperty("core");
        home.open();

        assertThat(System.getProperty("core")).isEqualTo("1.10.0 ");
        assertThat(home.bundle("core-1.10.0.jar").state()).isEqualTo(EngineState.ACTIVE);
        assertThat(home.bundle("old.jar").state()).isEqualTo(EngineState.ACTIVE);
        EngineBundle lower = home.bundle("core-1.0.0.jar");
        assertThat(lower.state()).isEqualTo(EngineState.STOPPED);
        assertThat(lower.failure()).isNull();
        assertThat(lower.note())
                .isEqualTo("core-1.0.0.jar (com.acme.core 1.0.0) is not started: core-1.10.0.jar (com.acme.core"
                        + " 1.10.0) is a higher version of it");
        assertThat(home.logged("ORKA-ENGINE-16")).hasSize(2);
    }

    @Test
    void aHigherVersionThatFailsLeavesTheLowerOneRunning() throws Exception {
        TestJar.bundle("com.acme.core", "1.0.0").write(home.bundles().resolve("a.jar"));
        TestJar.bundle("com.acme.core", "2.0.0")
                .activator("throw new IllegalStateException(\"boom\");", "")
                .write(home.bundles().resolve("b.jar"));
        home.open();

        assertThat(home.bundle("a.jar").state()).isEqualTo(EngineState.ACTIVE);
        assertThat(home.failure("b.jar").reason())
                .contains("boom")
                .endsWith("; a.jar (com.acme.core 1.0.0) runs instead");
    }

    @Test
    void componentsThatThrowAndOnesThatWait() throws Exception {
        TestJar.bundle("com.acme.parts", "1.0.0")
                .component("com.acme.Fine", "immediate=\"true\"", "", "public void activate() {}")
                .component("com.acme.NoMethod", "immediate=\"true\"", "", "")
                .component(
                        "com.acme.Constructor",
                        "immediate=\"true\"",
                        "",
                        "public Constructor() { throw new IllegalStateException(\"boom\"); }")
                .component(
                        "com.acme.Activate",
                        "immediate=\"true\"",
                        "",
                        "public void activate() throws Exception { throw new java.io.IOException(\"no file\"); }")
                .component(
                        "com.acme.Waits",
                        "immediate=\"true\"",
                        "<reference name=\"plugin\" interface=\"io.orka.sdk.OrkaCall\" target=\"(orka.name=nosuch)\"/>",
                        "")
                .component(
                        "com.acme.Unconfigured",
                        "immediate=\"true\" configuration-policy=\"require\" configuration-pid=\"com.acme.pid\"",
                        "",
                        "")
                .component("com.acme.Off", "enabled=\"false\"", "", "")
                .component(
                        "com.acme.Later",
                        "",
                        "<service><provide interface=\"java.lang.Runnable\"/></service>",
                        "public void run() {}")
                .write(home.bundles().resolve("parts.jar"));
        home.open();

        EngineBundle parts = home.bundle("parts.jar");
        assertThat(parts.state()).isEqualTo(EngineState.FAILED);
        assertThat(parts.components())
                .containsExactly(
                        new EngineComponent(
                                "com.acme.Activate", EngineComponent.State.FAILED, "java.io.IOException: no file"),
                        new EngineComponent(
                                "com.acme.Constructor",
                                EngineComponent.State.FAILED,
                                "java.lang.IllegalStateException: boom"),
                        new EngineComponent("com.acme.Fine", EngineComponent.State.ACTIVE, ""),
                        new EngineComponent("com.acme.Later", EngineComponent.State.SATISFIED, ""),
                        new EngineComponent(
                                "com.acme.NoMethod",
                                EngineComponent.State.SATISFIED,
                                "not active: activation is still running, or has failed (see the log)"),
                        new EngineComponent("com.acme.Off", EngineComponent.State.DISABLED, ""),
                        new EngineComponent(
                                "com.acme.Unconfigured",
                                EngineComponent.State.UNSATISFIED,
                                "waiting for the configuration com.acme.pid"),
                        new EngineComponent(
                                "com.acme.Waits",
                                EngineComponent.State.UNSATISFIED,
                                "waiting for io.orka.sdk.OrkaCall (orka.name=nosuch)"));
        assertThat(failure("parts.jar").line())
                .startsWith(
                        "ORKA-ENGINE-07: parts.jar (com.acme.parts 1.0.0): activating the component com.acme.Activate failed: java.io.IOException: no file");
        assertThat(home.logged("ORKA-ENGINE-07")).hasSize(2);
    }

    @Test
    void aComponentThatFailsLater() throws Exception {
        TestJar.bundle("com.acme.late", "1.0.0")
                .component(
                        "com.acme.Late",
                        "",
                        "<service><provide interface=\"java.lang.Runnable\"/></service>",
                        "public void activate() { throw new IllegalStateException(\"late\"); } public void run() {}")
                .write(home.bundles().resolve("late.jar"));
        home.open();
        assertThat(home.bundle("late.jar").state()).isEqualTo(EngineState.ACTIVE);

        home.context().getService(home.context().getServiceReference("java.lang.Runnable"));

        assertThat(home.bundle("late.jar").state()).isEqualTo(EngineState.FAILED);
        home.await("the log", () -> home.logged("ORKA-ENGINE-07").size() == 1);
    }

    @Test
    void aStartThatHangsHoldsUpNobody() throws Exception {
        TestJar.bundle("com.acme.hangs", "1.0.0")
                .activator("synchronized (this) { while (System.getProperty(\"go.on\") == null) wait(10); }", "")
                .write(home.bundles().resolve("hangs.jar"));
        System.clearProperty("go.on");
        home.open(EngineHome.SHORT);

        EngineFailure failure = failure("hangs.jar");
        assertThat(failure.code()).isEqualTo("ORKA-ENGINE-06");
        assertThat(failure.reason()).contains("has been starting for 2 s; it is in com.acme.hangs.Activator.start(");
        assertThat(stackOf("ORKA-ENGINE-06")).contains("com.acme.hangs.Activator");
        assertThat(home.engine().hangs()).isTrue();

        System.setProperty("go.on", "now");
        home.await("it runs", () -> home.bundle("hangs.jar").state() == EngineState.ACTIVE);
        assertThat(home.engine().hangs()).isFalse();
    }

    private String stackOf(String code) {
        return home.events()
                .filter(event -> event.getFormattedMessage().startsWith(code))
                .map(event -> List.of(event.getThrowableProxy().getStackTraceElementProxyArray())
                        .toString())
                .findFirst()
                .orElse("");
    }

    @Test
    void aComponentThatHangsIsAStartThatHangs() throws Exception {
        TestJar.bundle("com.acme.hangs", "1.0.0")
                .component(
                        "com.acme.Hangs",
                        "immediate=\"true\"",
                        "",
                        "public void activate() throws Exception { while (System.getProperty(\"go.on\") == null) Thread.sleep(10); }")
                .write(home.bundles().resolve("hangs.jar"));
        System.clearProperty("go.on");
        home.open(EngineHome.SHORT);

        assertThat(failure("hangs.jar").reason()).contains("com.acme.Hangs.activate(");
        System.setProperty("go.on", "now");
        home.await("it runs", () -> home.bundle("hangs.jar").state() == EngineState.ACTIVE);
    }

    @Test
    void aFragmentWithoutItsHost() throws Exception {
        TestJar.bundle("com.acme.part", "1.0.0")
                .header("Fragment-Host", "com.acme.none")
                .write(home.bundles().resolve("part.jar"));
        TestJar.bundle("com.acme.wellpart", "1.0.0")
                .header("Fragment-Host", "com.acme.well")
                .write(home.bundles().resolve("wellpart.jar"));
        home.open();

        assertThat(failure("part.jar").reason()).contains("no bundle provides the bundle com.acme.none");
        assertThat(home.bundle("wellpart.jar").state()).isEqualTo(EngineState.ACTIVE);
    }
}
