package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.checkout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds that run wild. The code that does so is an annotation processor: Maven runs it inside the worker, and it costs no
 * plugin beyond those every project has.
 */
class HostileBuildTest {

    @TempDir
    Path directory;

    Builds builds;

    @BeforeEach
    void open() {
        builds = Fixture.builds(directory, Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        builds.close();
    }

    @Test
    void exitEndsOnlyThisBuild() throws IOException {
        BuildFailure failure = failure(builds, wild("System.exit(7);"));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-09");
        assertThat(failure.reason()).contains("exited with code 7");
        assertThat(builds.build(plain(), phase -> {}).jar()).isRegularFile();
    }

    @Test
    void aKilledWorkerIsReplaced() throws IOException {
        BuildFailure failure = failure(
                builds,
                wild("ProcessHandle me = ProcessHandle.current();"
                        + "new ProcessBuilder(\"kill\", \"-9\", \"\" + me.pid()).start();"
                        + "Thread.sleep(60_000);"));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-09");
        assertThat(failure.reason()).contains("signal 9");
        assertThat(builds.build(plain(), phase -> {}).jar()).isRegularFile();
    }

    @Test
    void noMemoryIsSaid() throws IOException {
        BuildFailure failure = failure(
                builds, wild("java.util.List<byte[]> all = new java.util.ArrayList<>(); while (true) all.add(new byte[1 << 24]);"));
        assertThat(failure.reason()).contains("out of memory");
    }

    @Test
    void theDeadlineTakesChildrenThatHideWithIt() throws IOException {
        Path pids = directory.resolve("pids");
        String hide = "setsid sh -c 'trap \"\" TERM; (echo $$ >> %s; exec sleep 600) & sleep 600' >/dev/null 2>&1 &"
                .formatted(pids);
        Checkout checkout = wild("new ProcessBuilder(\"sh\", \"-c\", \"%s\").start().waitFor(); Thread.sleep(600_000);"
                .formatted(hide.replace("\"", "\\\"")));
        try (Builds hasty = Fixture.builds(directory.resolve("hasty"), Duration.ofSeconds(8))) {
            BuildFailure failure = failure(hasty, checkout);
            assertThat(failure.code()).isEqualTo("ORKA-BUILD-08");
            assertThat(failure.reason()).contains("8 s");
        }
        assertThat(Files.readAllLines(pids)).isNotEmpty().allSatisfy(pid -> assertThat(
                        ProcessHandle.of(Long.parseLong(pid)))
                .isEmpty());
    }

    @Test
    void whatABuildLeavesRunningIsEnded() throws IOException {
        Path pids = directory.resolve("pids");
        String leave = "setsid sleep 600 >/dev/null 2>&1 & echo $! > " + pids;
        builds.build(wild("new ProcessBuilder(\"sh\", \"-c\", \"%s\").start().waitFor();".formatted(leave)), phase -> {});
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pids).strip())))
                .isEmpty();
    }

    @Test
    void anInterruptCancels() throws Exception {
        Checkout checkout = wild("Thread.sleep(600_000);");
        CountDownLatch compiling = new CountDownLatch(1);
        AtomicReference<BuildFailure> failure = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            failure.set(catchThrowableOfType(
                    BuildFailure.class,
                    () -> builds.build(checkout, phase -> {
                        if (phase.equals("compiler:compile")) {
                            compiling.countDown();
                        }
                    })));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        assertThat(compiling.await(30, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        thread.join(30_000);
        assertThat(failure.get().code()).isEqualTo("ORKA-BUILD-11");
        assertThat(interrupted.get()).isTrue();
        assertThat(builds.build(plain(), phase -> {}).jar()).isRegularFile();
    }

    @Test
    void noiseNeitherBreaksTheProtocolNorFillsTheDisk() throws IOException {
        BuiltJar built = builds.build(
                wild("System.out.write(new byte[] {0, 0, 0, 9, 3, 27, 91, 50, 74}); System.out.println();"
                        + "new ProcessBuilder(\"sh\", \"-c\", \"echo from a child\").inheritIO().start().waitFor();"
                        + "for (int i = 0; i < 600_000; i++) System.err.println(\"all work and no play\");"
                        + "System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));"),
                phase -> {});
        assertThat(built.jar()).isRegularFile();
        assertThat(Files.size(built.log())).isBetween(4_000_000L, 4_300_000L);
        List<String> lines = Files.readAllLines(built.log());
        assertThat(lines).anyMatch(line -> line.contains("\\x1b[2J")).noneMatch(line -> line.contains("\033"));
        assertThat(lines.get(lines.size() - 1)).contains("rest of the output was dropped");
        assertThat(builds.build(plain(), phase -> {}).log()).content().contains("BUILD SUCCESS");
    }

    @Test
    void theHostsEnvironmentIsNotThere() throws IOException {
        BuiltJar built = builds.build(wild("System.out.println(\"ENV \" + System.getenv().keySet());"), phase -> {});
        String line = Files.readAllLines(built.log()).stream()
                .filter(text -> text.contains("ENV "))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains("PATH", "ORKA_BUILD");
        assertThat(System.getenv()).as("something to keep back").containsKey("SURELY_SECRET");
        assertThat(line).doesNotContain("SURELY_SECRET");
    }

    @Test
    void closingEndsARunningBuild() throws Exception {
        Checkout checkout = wild("Thread.sleep(600_000);");
        CountDownLatch compiling = new CountDownLatch(1);
        AtomicReference<BuildFailure> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> failure.set(catchThrowableOfType(
                BuildFailure.class,
                () -> builds.build(checkout, phase -> {
                    if (phase.equals("compiler:compile")) {
                        compiling.countDown();
                    }
                }))));
        thread.start();
        assertThat(compiling.await(30, TimeUnit.SECONDS)).isTrue();
        builds.close();
        thread.join(30_000);
        assertThat(failure.get().code()).isEqualTo("ORKA-BUILD-11");
        assertThat(failure(builds, plain()).code()).isEqualTo("ORKA-BUILD-11");
    }

    private Checkout plain() throws IOException {
        return new Fixture(Files.createTempDirectory(directory, "plain"))
                .with("pom.xml", Fixture.pom("hello", ""))
                .with("src/main/java/Hello.java", "class Hello {}")
                .checkout();
    }

    /** A processor is compiled in one run of the compiler and let loose in the next. */
    private Checkout wild(String code) throws IOException {
        String compiler =
                """
                <build><plugins><plugin>
                  <artifactId>maven-compiler-plugin</artifactId>
                  <executions>
                    <execution><id>default-compile</id>
                      <configuration><proc>none</proc><includes><include>wild/*</include></includes></configuration>
                    </execution>
                    <execution><id>loose</id><phase>process-classes</phase><goals><goal>compile</goal></goals>
                      <configuration>
                        <proc>full</proc><excludes><exclude>wild/*</exclude></excludes>
                        <annotationProcessors><annotationProcessor>wild.Wild</annotationProcessor></annotationProcessors>
                      </configuration>
                    </execution>
                  </executions>
                </plugin></plugins></build>
                """;
        String processor =
                """
                package wild;

                @javax.annotation.processing.SupportedAnnotationTypes("*")
                public class Wild extends javax.annotation.processing.AbstractProcessor {
                    static boolean done;

                    @Override
                    public boolean process(
                            java.util.Set<? extends javax.lang.model.element.TypeElement> types,
                            javax.annotation.processing.RoundEnvironment round) {
                        if (!done) {
                            done = true;
                            try {
                                run();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        }
                        return false;
                    }

                    static void run() throws Exception {
                        %s
                    }
                }
                """
                        .formatted(code);
        return new Fixture(Files.createTempDirectory(directory, "wild"))
                .with("pom.xml", Fixture.pom("wild", compiler))
                .with("src/main/java/wild/Wild.java", processor)
                .with("src/main/java/acme/Hello.java", "package acme; class Hello {}")
                .checkout();
    }

    private static BuildFailure failure(Builds builds, Checkout checkout) {
        return catchThrowableOfType(BuildFailure.class, () -> builds.build(checkout, phase -> {}));
    }
}
