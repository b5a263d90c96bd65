package io.orka.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.calls.FailedCall;
import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.wire.Room;
import io.orka.wire.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A slow response keeps its process alive. A response that exceeds the memory is dropped, and its process continues.
 */
class LargeAnswerTest {

    private static final LargeCalls PLENTY = new LargeCalls(new Room(Long.MAX_VALUE), new Workspace(Long.MAX_VALUE));
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path directory;

    @Test
    void whatIsReceivedIsASignOfLife() throws Exception {
        try (Processes processes = processes(directory, Duration.ofMillis(300), PLENTY);
                ProcessPlugin plugin = processes.start(scripted())) {
            long pid = plugin.pid();
            assertThat(call(plugin, "Slowly")).isEqualTo("x".repeat(8));
            assertThat(plugin.pid()).isEqualTo(pid);
        }
    }

    @Test
    void whatFindsNoRoomIsTurnedAwayAndTheProcessLives() throws Exception {
        LargeCalls little = new LargeCalls(new Room(3 << 20), new Workspace(1 << 20));
        try (Processes processes = processes(directory, Duration.ofMinutes(10), little);
                ProcessPlugin plugin = processes.start(scripted())) {
            long pid = plugin.pid();
            for (int i = 0; i < 5; i++) { // the memory is released in both cases
                assertThat(call(plugin, "L1500000")).hasSize(1_500_000);
                FailedCall failure = catchThrowableOfType(FailedCall.class, () -> call(plugin, "L5000000"));
                assertThat(failure.code()).isEqualTo("ORKA-CALL-16");
                assertThat(failure).hasMessageContaining("more than 3 MiB");
            }
            assertThat(plugin.pid()).isEqualTo(pid);
        }
    }

    @Test
    void whereTheHostsOwnMemoryEndsThePluginIsNotBlamed() throws Exception {
        Process host = new ProcessBuilder(
                        JAVA,
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeAnswerTest.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(host.getInputStream().readAllBytes(), UTF_8);
        host.waitFor();
        assertThat(printed)
                .contains("L10000000: ORKA-CALL-17 the host ran out of memory")
                .contains("L60000000: ORKA-CALL-16 its answer was dropped")
                .contains("L10: 10 characters")
                .contains("the same process");
    }

    /** Runs a host with little memory. */
    public static void main(String[] args) throws Exception {
        try (Processes processes = processes(Path.of(args[0]), Duration.ofMinutes(10), PLENTY);
                ProcessPlugin plugin = processes.start(scripted())) {
            long pid = plugin.pid();
            for (String method : List.of("L10000000", "L60000000", "L10")) {
                try {
                    System.out.println(method + ": " + call(plugin, method).length() + " characters");
                } catch (FailedCall e) {
                    System.out.println(method + ": " + e.code() + " " + e.getMessage());
                }
            }
            System.out.println(plugin.pid() == pid ? "the same process" : "another process");
        }
    }

    private static Processes processes(Path directory, Duration heartbeat, LargeCalls large) {
        return new Processes(
                directory.resolve("run"), directory.resolve("logs"), heartbeat, Duration.ofSeconds(60), large);
    }

    private static LaunchSpec scripted() {
        return LaunchSpec.of(
                "acme",
                "acme",
                List.of(JAVA, "-cp", System.getProperty("java.class.path"), ScriptedProcess.class.getName()));
    }

    private static String call(ProcessPlugin plugin, String method) throws Exception {
        return String.valueOf(
                plugin.call(CallContext.none(), new Request(method, Map.of())).data());
    }
}
