package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.shell.ControlClient;
import io.orka.shell.ShellFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A host that runs as a daemon in a separate process, on this process's class path. Tests use its control socket. */
final class HostProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;
    private static final String WORKER = ".*java @.*/orka-build-[0-9a-f]+-[0-9]+/arguments";
    private static final long LOOK_MILLIS = 5;

    private final List<String> program;
    private final OrkaHome home;
    private final Path output;
    private final Process process;

    private HostProcess(List<String> program, OrkaHome home, Path output, Process process) {
        this.program = program;
        this.home = home;
        this.output = output;
        this.process = process;
    }

    /** Starts a host and returns when the plugins of the last host are active. The registry is applied afterwards. */
    static HostProcess start(OrkaHome home, Path registry) throws IOException, InterruptedException {
        HostProcess host = launch(home, registry);
        host.awaitOutput("Orka is running on");
        return host;
    }

    /** Starts a host with JVM options and returns at once. */
    static HostProcess launch(OrkaHome home, Path registry, String... options) throws IOException {
        return launch(List.of(), home, registry, options);
    }

    /** Starts a host through a program whose process becomes the host's process. */
    static HostProcess launch(List<String> program, OrkaHome home, Path registry, String... options)
            throws IOException {
        Path directory = requireNonNull(registry.toAbsolutePath().getParent());
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        Path output = Files.createTempFile(directory, "host", ".txt");
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-Dorka.distribution=" + System.getProperty("orka.distribution"),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.addAll(List.of(
                Main.class.getName(), "run", "--home", home.directory().toString(), "--registry", registry.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().remove("XDG_RUNTIME_DIR");
        Process process = builder.start();
        process.getOutputStream().close();
        return new HostProcess(program, home, output, process);
    }

    /** Runs a command and returns its output, prefixed by {@code FAILED} if the command fails or the host ends. */
    String say(String command) {
        return say(command, new ByteArrayOutputStream());
    }

    /** Runs a command whose output can be read during the run. */
    String say(String command, ByteArrayOutputStream out) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        try {
            int failed = ControlClient.exec(controlSocket(), List.of(command), print, print, 0, false);
            return (failed == 0 ? "" : "FAILED ") + out.toString(StandardCharsets.UTF_8);
        } catch (ShellFailure e) {
            return "FAILED " + out.toString(StandardCharsets.UTF_8) + e.line();
        }
    }

    /** Returns the socket in the home, or in the host's temporary directory if the home is not writable. */
    private Path controlSocket() {
        if (ControlClient.reachable(home.controlSocket())) {
            return home.controlSocket();
        }
        try (Stream<Path> places = Files.list(requireNonNull(output.getParent()).resolve("tmp"))) {
            return places.map(place -> place.resolve("control.sock"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElse(home.controlSocket());
        } catch (NoSuchFileException deleted) {
            return home.controlSocket();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Repeats a command until its output contains the answer; fails with the host's output if the host ends. */
    void awaitAnswer(String command, String answer) throws IOException, InterruptedException {
        String said = say(command);
        while (!said.contains(answer)) {
            awaitOutput("");
            assertThat(said).as(output()).doesNotContain("ORKA-SHELL-0");
            said = say(command);
        }
    }

    void awaitOutput(String words) throws IOException, InterruptedException {
        assertThat(says(words)).as(output()).isTrue();
    }

    /** Returns whether the host becomes ready before it ends. */
    boolean runs() throws IOException, InterruptedException {
        return says("Orka is running on");
    }

    private boolean says(String words) throws IOException, InterruptedException {
        while (!output().contains(words)) {
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return output().contains(words);
            }
        }
        return true;
    }

    /** Waits until a file of the host has the expected content. */
    void awaitFile(Path file, Predicate<List<String>> asItShouldBe) throws IOException, InterruptedException {
        while (!Files.exists(file) || !asItShouldBe.test(Files.readAllLines(file))) {
            assertThat(process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS))
                    .as(output())
                    .isFalse();
        }
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    long pid() {
        return process.pid();
    }

    /** Sets the process's limit of a resource, such as {@code nofile}; returns the previous limit. */
    String limit(String resource, String most) throws IOException, InterruptedException {
        String pid = Long.toString(process.pid());
        String before = limits("--pid", pid, "--" + resource, "--output", "SOFT", "--noheadings");
        limits("--pid", pid, "--" + resource + "=" + most + ":");
        return before.strip();
    }

    private String limits(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.add("prlimit");
        command.addAll(List.of(options));
        return run(command.toArray(String[]::new));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(output).isZero();
        return output;
    }

    void signal(String name) throws IOException, InterruptedException {
        run("kill", "-" + name, Long.toString(process.pid()));
    }

    /** Waits for the host's end, up to the given time. */
    void exitOrGoOn(long millis) throws InterruptedException {
        process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Waits for the host's end and returns its exit code. */
    int exit() throws IOException, InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(output())
                .isTrue();
        return process.exitValue();
    }

    /** Kills the host without a warning. Waits for its workers, which may still write until they detect the kill. */
    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> workers = process.descendants()
                .filter(child -> child.info().commandLine().orElse("").matches(WORKER))
                .toList();
        process.destroyForcibly().waitFor();
        workers.forEach(worker -> worker.onExit().join());
    }
}
