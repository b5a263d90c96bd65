package io.orka.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.calls.FailedCall;
import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The output of a process is logged within limits, and the report of its end names the cause. */
class ProcessWordsTest {

    private static final int MEGABYTE = 1 << 20;
    private static final long PAUSE_NANOS = 1_000_000;

    @TempDir
    private Path directory;

    @Test
    void theTextOfAPanicIsKeptHoweverLongItsStackIs() throws Exception {
        try (Processes processes = processes(Duration.ofMinutes(10));
                ProcessPlugin plugin = processes.start(scripted(false))) {
            FailedCall failure = catchThrowableOfType(FailedCall.class, () -> call(plugin, "Crash"));
            assertThat(failure.code()).isEqualTo("ORKA-CALL-11");
            assertThat(failure)
                    .hasMessageContaining("it exited with code 2; its last output: panic: the password is wrong");
            assertThat(failure.getCause())
                    .hasMessageContaining("panic: the password is wrong")
                    .hasMessageContaining("main.go:49999");
            assertThat(crashReport(plugin).lastLines().get(0)).isEqualTo("panic: the password is wrong");
        }
    }

    @Test
    void whatTheHostEndsIsSaidToBeEndedByItAndNotWithWordsOfAnEarlierCall() throws Exception {
        try (Processes processes = processes(Duration.ofSeconds(1));
                ProcessPlugin plugin = processes.start(scripted(false))) {
            call(plugin, "Say");
            FailedCall failure = catchThrowableOfType(FailedCall.class, () -> call(plugin, "Silently"));
            assertThat(failure.code()).isEqualTo("ORKA-CALL-11");
            assertThat(failure)
                    .hasMessage("its process ended during the call: the host ended it: it missed the last 3"
                            + " heartbeats")
                    .hasNoCause();
            assertThat(crashReport(plugin).lastLines()).isEmpty();
        }
    }

    @Test
    void whatSomebodyElseEndsHasNoWordsOfItsOwn() throws Exception {
        try (Processes processes = processes(Duration.ofMillis(200));
                ProcessPlugin plugin = processes.start(scripted(true))) {
            call(plugin, "Say");
            FutureTask<FailedCall> failure =
                    new FutureTask<>(() -> catchThrowableOfType(FailedCall.class, () -> call(plugin, "Silently")));
            Thread caller = new Thread(failure, "caller");
            caller.start();
            while (caller.getState() != Thread.State.WAITING && !failure.isDone()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            ProcessHandle.of(plugin.pid()).orElseThrow().destroyForcibly();

            assertThat(failure.get()).hasMessageEndingWith("it was killed by signal 9");
        }
    }

    @Test
    void noHeartbeatEndsWhatIsDebugged() throws Exception {
        try (Processes processes = processes(Duration.ofMillis(200));
                ProcessPlugin plugin = processes.start(scripted(true))) {
            long pid = plugin.pid();
            assertThat(call(plugin, "Silently")).isEqualTo("x");
            assertThat(plugin.pid()).isEqualTo(pid);
            assertThat(plugin.remarks()).singleElement().asString().contains("process " + pid);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Flood", "FloodOfBytes"})
    void aHundredMegabytesOfOutputAreCountedAndDroppedAndTheLastLinesAreKnown(String method) throws Exception {
        Path log = directory.resolve("logs/acme.log");
        try (Processes processes = processes(Duration.ofMinutes(10)); // it answers no heartbeats while it prints
                ProcessPlugin plugin = processes.start(scripted(false))) {
            assertThat(call(plugin, method)).isEqualTo("x");
        }
        assertThat(Files.size(log)).isLessThan(7 * MEGABYTE);
        List<String> kept = new ArrayList<>(Files.readAllLines(log, UTF_8));
        Path older = directory.resolve("logs/acme.log.1");
        kept.addAll(Files.exists(older) ? Files.readAllLines(older, UTF_8) : List.of());
        long dropped = kept.stream()
                .filter(line -> line.length() < 200)
                .map(line -> line.replaceFirst(".* host dropped [0-9]+ lines \\(([0-9]+) KiB\\).*", "$1"))
                .filter(kilobytes -> kilobytes.matches("[0-9]+"))
                .mapToLong(Long::parseLong)
                .sum();
        assertThat(dropped).isGreaterThan(50_000);
        assertThat(kept.stream().anyMatch(line -> line.indexOf('\0') >= 0)).isFalse();
    }

    @Test
    void aLogIsRotated() throws Exception {
        Path file = directory.resolve("logs/x.log");
        PluginOutput output = new PluginOutput(file, Runnable::run, System::nanoTime);
        String line = "y".repeat(100_000);
        for (int i = 0; i < 100; i++) {
            output.hostLine(line);
        }
        output.hostLine("end");
        assertThat(Files.size(file)).isLessThan(5 * MEGABYTE);
        assertThat(Files.size(directory.resolve("logs/x.log.1"))).isBetween(4L * MEGABYTE, 5L * MEGABYTE);
        assertThat(Files.readString(file).endsWith(" host end\n")).isTrue();
    }

    @Test
    void whoPrintsDoesNotWaitForASlowDisk() throws Exception {
        Path file = directory.resolve("logs/slow.log");
        List<Runnable> later = new ArrayList<>();
        PluginOutput output = new PluginOutput(file, later::add, System::nanoTime);
        for (int i = 0; i < 3_000; i++) {
            output.line("out", "y".repeat(1_000));
        }
        assertThat(output.isOpen()).isFalse();
        later.forEach(Runnable::run);
        later.clear();
        output.hostLine("end");
        later.forEach(Runnable::run);
        assertThat(Files.size(file)).isLessThan(2 * MEGABYTE);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(lines.size() - 2)).containsPattern(" host dropped [0-9]{4} lines \\([0-9]{4} KiB\\)");
        assertThat(lines.get(lines.size() - 1)).endsWith(" host end");
    }

    @Test
    void linesAreCutBetweenCharactersAndWhatATerminalObeysIsWrittenOut() throws IOException {
        Path file = directory.resolve("logs/x.log");
        PluginOutput output = new PluginOutput(file, Runnable::run, System::nanoTime);
        String text = "é€😀".repeat(3_000) + "\u001b[31m\ttab\n" + "short\n" + "no end";
        Path source = Files.writeString(directory.resolve("source"), text);
        OutputPump pump = OutputPump.start(output, "out", Files.newInputStream(source), line -> {});
        pump.awaitEnd(Duration.ofSeconds(60));
        List<String> lines = pump.last().all();
        assertThat(String.join("", lines)).isEqualTo("é€😀".repeat(3_000) + "\\x1b[31m\ttabshortno end");
        assertThat(Files.readString(file).indexOf('\ufffd')).isNegative();
        assertThat(Files.readString(file).endsWith(" out no end\n")).isTrue();
    }

    /** Waits for the crash report, which is created a moment after the calls have failed. */
    private static CrashReport crashReport(ProcessPlugin plugin) {
        Optional<CrashReport> report = plugin.crashReport();
        while (report.isEmpty()) {
            report = plugin.crashReport();
        }
        return report.get();
    }

    private Processes processes(Duration heartbeat) {
        return new Processes(
                directory.resolve("run"),
                directory.resolve("logs"),
                heartbeat,
                Duration.ofSeconds(60),
                LargeCalls.ofHeap());
    }

    private static LaunchSpec scripted(boolean debug) {
        return LaunchSpec.of(
                        "acme",
                        "acme",
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ScriptedProcess.class.getName()))
                .with(new Setup(Map.of(), Map.of(), null, null, debug));
    }

    private static String call(ProcessPlugin plugin, String method) throws Exception {
        return String.valueOf(
                plugin.call(CallContext.none(), new Request(method, Map.of())).data());
    }
}
