package io.orka.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles start in the order of their files and stop in reverse order. The stop does not wait for code that hangs. */
class StopTest {

    private static final String LIFE = "stop.life";

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

    private void write(String file, String name, String moreAtStop) throws Exception {
        String says =
                "((java.util.List<String>) System.getProperties().get(\"" + LIFE + "\")).add(\"%s " + name + "\");";
        TestJar.bundle(name, "1.0.0")
                .activator(says.formatted("start"), says.formatted("stop") + moreAtStop)
                .write(home.bundles().resolve(file));
    }

    @Test
    void bundlesStartInTheOrderOfTheirFilesAndStopInReverse() throws Exception {
        write("10-last.jar", "last", "");
        write("9-middle.jar", "middle", "");
        write("1-first.jar", "first", "");
        write("core.jar", "unnumbered", "");
        home.open();
        home.engine().close();

        assertThat(life)
                .containsExactly(
                        "start first",
                        "start middle",
                        "start last",
                        "start unnumbered",
                        "stop unnumbered",
                        "stop last",
                        "stop middle",
                        "stop first");
    }

    @Test
    void aStopThatHangsIsNamedAndTheOthersStop() throws Exception {
        write("1-first.jar", "first", "");
        write("2-hangs.jar", "hangs", "while (true) { try { Thread.sleep(10); } catch (InterruptedException e) { } }");
        write("3-last.jar", "last", "");
        home.open(EngineHome.SHORT);
        EngineBundles engine = home.engine();

        engine.close();

        assertThat(life).endsWith("stop last", "stop hangs", "stop first");
        assertThat(home.logged("ORKA-ENGINE-08"))
                .singleElement()
                .asString()
                .contains("2-hangs.jar (hangs 1.0.0) does not stop; it is in hangs.Activator.stop(");
        assertThat(engine.hangs()).isTrue();
    }

    @Test
    void aStopThatWaitsForAnInterruptIsInterrupted() throws Exception {
        write("1-waits.jar", "waits", "Thread.sleep(1_000_000);");
        home.open(EngineHome.SHORT);
        EngineBundles engine = home.engine();

        engine.close();

        home.await("it ends", () -> !engine.hangs());
    }

    @Test
    void aStopThatThrowsIsTold() throws Exception {
        write("1-throws.jar", "thrower", "throw new IllegalStateException(\"in stop\");");
        home.open();

        home.engine().close();

        assertThat(home.logged("ORKA-ENGINE-09"))
                .singleElement()
                .asString()
                .contains(
                        "1-throws.jar (thrower 1.0.0) threw an exception while stopping: java.lang.IllegalStateException: in stop");
    }

    @Test
    void aStartThatHangsDoesNotHoldUpTheStop() throws Exception {
        TestJar.bundle("hangs", "1.0.0")
                .activator("while (true) { try { Thread.sleep(10); } catch (InterruptedException e) { } }", "")
                .write(home.bundles().resolve("1-hangs.jar"));
        write("2-other.jar", "other", "");
        home.open(EngineHome.SHORT);

        home.engine().close();

        assertThat(life).contains("stop other");
        home.close();
    }

    @Test
    void aStopThatComesDuringTheStartsWaitsForNoneThatHasNotBegun() throws Exception {
        for (int i = 1; i <= 8; i++) {
            TestJar.bundle("slow" + i, "1.0.0")
                    .activator(
                            "((java.util.List<String>) System.getProperties().get(\"" + LIFE + "\")).add(\"start " + i
                                    + "\"); Thread.sleep(1_000_000);",
                            "")
                    .write(home.bundles().resolve(i + "-slow.jar"));
        }
        EngineBundles engine = home.prepare(EngineHome.SHORT);
        Thread opening = new Thread(engine::open);
        opening.start();
        home.await("the first start", () -> life.contains("start 1"));

        engine.close();

        assertThat(home.logged("were not stopped")).isEmpty();
        opening.join();
        assertThat(life).doesNotContain("start 8");
    }

    @Test
    void whatPeopleInstalledIsStoppedBeforeWhatItMayStandOn() throws Exception {
        write("1-first.jar", "first", "");
        write("../by-hand.jar", "hand", "");
        home.open();
        home.context()
                .installBundle(directory.resolve("by-hand.jar").toUri().toString())
                .start();

        home.engine().close();

        assertThat(life).containsExactly("start first", "start hand", "stop hand", "stop first");
    }

    @Test
    void aSecondCloseDoesNothing() throws Exception {
        home.open();

        home.engine().close();
        home.engine().close();
    }
}
