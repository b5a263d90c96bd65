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
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build that misbehaves does not affect the host or other builds. */
class HostileBuildTest {

    @TempDir
    static Path directory;

    static Builds builds;

    @BeforeAll
    static void open() {
        builds = Fixture.builds(directory, Duration.ofMinutes(1));
    }

    @AfterAll
    static void close() {
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
        BuildFailure failure = failure(builds, wild("System.out.println(new byte[1 << 30].length);"));
        assertThat(failure.reason()).contains("out of memory");
    }

    @Test
    void whatABuildLeavesRunningIsEnded() throws IOException {
        Path pids = directory.resolve("pids");
        String leave = "setsid sleep 600 >/dev/null 2>&1 & echo $! > " + pids;
        builds.build(
                wild("new ProcessBuilder(\"sh\", \"-c\", \"%s\").start().waitFor();".formatted(leave)), phase -> {});
        assertThat(Files.readAllLines(pids)).isNotEmpty().noneMatch(HostileBuildTest::isRunning);
    }

    @Test
    void anInterruptCancels() throws Exception {
        CountDownLatch compiling = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Checkout checkout = wild("Thread.sleep(600_000);");
        FutureTask<BuildFailure> build = new FutureTask<>(() -> {
            BuildFailure failure = failure(builds, checkout, compiling);
            interrupted.set(Thread.currentThread().isInterrupted());
            return failure;
        });
        Thread thread = new Thread(build);
        thread.start();
        assertThat(compiling.await(30, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThat(build.get(30, TimeUnit.SECONDS).code()).isEqualTo("ORKA-BUILD-11");
        assertThat(interrupted).isTrue();
        assertThat(builds.build(plain(), phase -> {}).jar()).isRegularFile();
    }

    @Test
    void noiseNeitherBreaksTheProtocolNorFillsTheDisk() throws IOException {
        BuiltJar built = builds.build(
                wild("System.out.write(new byte[] {0, 0, 0, 9, 3, 27, 91, 50, 74}); System.out.println();"
                        + "new ProcessBuilder(\"sh\", \"-c\", \"echo from a child\").inheritIO().start().waitFor();"
                        + "for (int i = 0; i < 4_000; i++) System.err.println(\"all work and no play \".repeat(100));"
                        + "System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));"),
                phase -> {});
        assertThat(built.jar()).isRegularFile();
        assertThat(Files.size(built.log())).isBetween(4_000_000L, 4_300_000L);
        List<String> lines = Files.readAllLines(built.log());
        assertThat(lines).anyMatch(line -> line.contains("\\x1b[2J")).noneMatch(line -> line.contains("\033"));
        assertThat(lines.get(lines.size() - 1)).contains("rest of the output was dropped");
        assertThat(builds.build(plain(), phase -> {}).log()).content().startsWith("[INFO] javac");
    }

    @Test
    void aFloodFromAChildWithoutALineEndFillsNeitherDiskNorMemory() throws IOException {
        String flood = "yes | tr -d '\\\\n' | head -c 100000000; printf '\\\\033[2J'";
        BuiltJar built = builds.build(
                wild("new ProcessBuilder(\"sh\", \"-c\", \"%s\").inheritIO().start().waitFor();".formatted(flood)),
                phase -> {});
        assertThat(built.jar()).isRegularFile();
        assertThat(Files.size(built.log())).isLessThan(4_300_000L);
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
    @SuppressWarnings("try") // the test closes it itself
    void closingEndsARunningBuild() throws Exception {
        Builds closing = Fixture.builds(directory.resolve("closing"), Duration.ofMinutes(1));
        CountDownLatch compiling = new CountDownLatch(1);
        Checkout checkout = wild("Thread.sleep(600_000);");
        FutureTask<BuildFailure> build = new FutureTask<>(() -> failure(closing, checkout, compiling));
        new Thread(build).start();
        assertThat(compiling.await(30, TimeUnit.SECONDS)).isTrue();
        closing.close();
        assertThat(build.get(30, TimeUnit.SECONDS).code()).isEqualTo("ORKA-BUILD-11");
        assertThat(failure(closing, plain()).code()).isEqualTo("ORKA-BUILD-11");
    }

    /** Checks that a process has a command line. The command line of a zombie process is empty. */
    private static boolean isRunning(String pid) {
        try {
            return !Files.readString(Path.of("/proc", pid, "cmdline")).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private Checkout plain() throws IOException {
        return new Fixture(Files.createTempDirectory(directory, "plain"))
                .with("Hello.java", "class Hello {}")
                .checkout();
    }

    private Checkout wild(String code) throws IOException {
        return WildProject.of(directory, code);
    }

    private static BuildFailure failure(Builds builds, Checkout checkout) {
        return failure(builds, checkout, new CountDownLatch(1));
    }

    private static BuildFailure failure(Builds builds, Checkout checkout, CountDownLatch compiling) {
        return catchThrowableOfType(
                BuildFailure.class,
                () -> builds.build(checkout, phase -> {
                    if (phase.equals("compiler:compile")) {
                        compiling.countDown();
                    }
                }));
    }
}
