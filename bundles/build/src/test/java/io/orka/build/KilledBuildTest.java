package io.orka.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.build.worker.WorkerMain;
import io.orka.checkout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No child process outlives its build, even if the worker or the host is killed. The children run in a separate
 * session, have lost their parent, and ignore all signals that can be ignored.
 */
class KilledBuildTest {

    private static final int BUILDS = Integer.getInteger("orka.soak.builds", 10);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 5;
    private static final Path PROC = Path.of("/proc");
    private static final String HIDE = """
            trap '' TERM HUP INT
            (setsid sh -c 'sleep 600 & echo there > "$0"; exec sleep 600' "$1" &) > /dev/null 2>&1 < /dev/null
            """;

    @TempDir
    Path directory;

    private final String mark = "STORY=" + UUID.randomUUID();

    /** The cause of the build's end. */
    private enum End {
        CANCEL,
        WORKER_KILLED,
        HOST_KILLED,
        DEADLINE
    }

    @Test
    void noProcessIsLeft() throws Exception {
        Files.writeString(directory.resolve("hide.sh"), HIDE);
        for (int i = 0; i < BUILDS; i++) {
            End end = End.values()[i % End.values().length];
            switch (end) {
                case CANCEL -> cancelled();
                case WORKER_KILLED -> withoutItsWorker();
                case HOST_KILLED -> withoutItsHost();
                case DEADLINE -> atTheDeadline();
            }
            if (end == End.HOST_KILLED) {
                awaitTheWorkersEnd();
            }
            assertThat(hidden()).as("processes left after build %d, %s", i, end).isEmpty();
            Files.delete(there());
        }
    }

    @Test
    void aHostOnACopyOfTheFilesLeavesTheWorkersOfTheOtherAlone() throws Exception {
        Checkout plugin = new Fixture(directory.resolve("plain"))
                .with("Hello.java", Fixture.HELLO)
                .checkout();
        Path work = directory.resolve("work");
        try (Builds builds = Fixture.builds(directory, LONG)) {
            builds.build(plugin, phase -> {});
            List<ProcessHandle> workers = ProcessHandle.current().children().toList();
            assertThat(workers).isNotEmpty();

            Path copy = directory.resolve("copy");
            Files.createDirectories(copy.resolve("work"));
            Files.copy(work.resolve(".host"), copy.resolve("work/.host"));
            try (Builds others = Fixture.builds(copy, LONG)) {
                others.build(plugin, phase -> {});
                assertThat(workers).allMatch(ProcessHandle::isAlive);
            }
        }
    }

    @Test
    void aWorkerWhoseHostIsGoneByThenLeavesNothing() throws Exception {
        Path own = Files.createDirectory(directory.resolve("own"));
        Files.writeString(own.resolve("arguments"), "secret");
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerMain.class.getName(),
                        own.resolve("socket").toString(),
                        "maven",
                        "settings.xml",
                        "sdk.jar",
                        "0.1.0",
                        own.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(worker.getInputStream().readAllBytes(), ISO_8859_1))
                .contains("SocketException");
        assertThat(worker.waitFor()).isEqualTo(1);
        assertThat(own).doesNotExist();
    }

    private void atTheDeadline() throws IOException {
        Duration deadline = Duration.ofSeconds(6);
        // On a slow machine, the deadline can pass before the build has started its children.
        for (; !Files.exists(there()); deadline = deadline.multipliedBy(2)) {
            try (Builds builds = Fixture.builds(directory, deadline)) {
                assertThat(failure(builds, hiding("Thread.sleep(600_000);")).code())
                        .isEqualTo("ORKA-BUILD-08");
            }
        }
    }

    private void cancelled() throws Exception {
        try (Builds builds = Fixture.builds(directory, LONG)) {
            Checkout checkout = hiding("Thread.sleep(600_000);");
            FutureTask<BuildFailure> build = new FutureTask<>(() -> failure(builds, checkout));
            Thread thread = new Thread(build);
            thread.start();
            awaitHidden(thread);
            thread.interrupt();
            assertThat(build.get(LONG.toSeconds(), TimeUnit.SECONDS).code()).isEqualTo("ORKA-BUILD-11");
        }
    }

    private void withoutItsWorker() throws IOException {
        try (Builds builds = Fixture.builds(directory, LONG)) {
            String suicide = "new ProcessBuilder(\"kill\", \"-9\", \"\" + ProcessHandle.current().pid()).start();"
                    + "Thread.sleep(600_000);";
            assertThat(failure(builds, hiding(suicide)).code()).isEqualTo("ORKA-BUILD-09");
        }
    }

    private void withoutItsHost() throws Exception {
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Djava.io.tmpdir=" + temporary(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BuildingHost.class.getName(),
                        directory.toString(),
                        hiding("Thread.sleep(600_000);").root().toString())
                .inheritIO()
                .start();
        try {
            while (!Files.exists(there()) && !host.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
            assertThat(hidden()).isNotEmpty();
        } finally {
            host.destroyForcibly().waitFor();
        }
    }

    /** Waits until the worker of a killed host has ended by itself. The worker deletes its directory last. */
    private void awaitTheWorkersEnd() throws Exception {
        long patience = System.nanoTime() + LONG.toNanos();
        while (!(hidden().isEmpty() && isEmpty(temporary())) && System.nanoTime() < patience) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        assertThat(temporary()).isEmptyDirectory();
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private Path temporary() throws IOException {
        return Files.createDirectories(directory.resolve("tmp"));
    }

    private void awaitHidden(Thread building) throws Exception {
        while (!Files.exists(there()) && building.isAlive()) {
            building.join(LOOK_MILLIS);
        }
        assertThat(hidden()).isNotEmpty();
    }

    /** Creates a build that starts the hidden children and then runs the given code. */
    private Checkout hiding(String goOn) throws IOException {
        return WildProject.of(directory, """
                        ProcessBuilder hide = new ProcessBuilder("sh", "%s", "%s");
                        hide.environment().put("%s", "%s");
                        hide.start().waitFor();
                        while (!java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) Thread.onSpinWait();
                        %s
                        """.formatted(
                        directory.resolve("hide.sh"),
                        there(),
                        mark.substring(0, mark.indexOf('=')),
                        mark.substring(mark.indexOf('=') + 1),
                        there(),
                        goOn));
    }

    private Path there() {
        return directory.resolve("there");
    }

    private List<String> hidden() throws IOException {
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> read(process.resolve("environ")).contains(mark))
                    .map(process -> read(process.resolve("cmdline")))
                    .filter(command -> !command.isEmpty()) // a zombie process has none
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private static BuildFailure failure(Builds builds, Checkout checkout) {
        return catchThrowableOfType(BuildFailure.class, () -> builds.build(checkout, phase -> {}));
    }
}
