package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the ways in which a host ends, each in a separate process. */
class ShutdownTest {

    private static final String ACTIVE = "orka:call other Say";

    @TempDir
    private Path directory;

    private Path registry;

    /** Writes three plugins: one answers at once, one waits until a file exists, and one ends the process. */
    @BeforeEach
    void write() throws IOException {
        new StoryRepository(directory.resolve("other"))
                .plainPlugin("return Response.ok(\"other\");")
                .tag("v1");
        new StoryRepository(directory.resolve("waits")).plainPlugin("""
                        var there = java.nio.file.Path.of(request.string("word"));
                        java.nio.file.Files.createFile(java.nio.file.Path.of(there + ".entered"));
                        while (!java.nio.file.Files.exists(there)) Thread.sleep(10);
                        return Response.ok("answered");
                        """).tag("v1");
        new StoryRepository(directory.resolve("exits"))
                .plainPlugin("if (request.string(\"word\").equals(\"System\")) System.exit(3);"
                        + " Runtime.getRuntime().exit(3); return null;")
                .tag("v1");
        String entry = "{ \"name\": \"%1$s\", \"version\": \"v1\", \"repo\": \"%1$s\", \"service\": \"S\" }";
        registry = Files.writeString(
                directory.resolve("plugins.json"),
                "[" + entry.formatted("other") + "," + entry.formatted("waits") + "," + entry.formatted("exits") + "]");
    }

    private HostProcess start() throws Exception {
        HostProcess host = HostProcess.start(OrkaHome.of(directory.resolve("home")), registry);
        assertThat(host.say("orka:apply")).doesNotContain("FAILED");
        return host;
    }

    /** Skips a test if this process ignores Ctrl-C, as background processes of a shell and their child processes do. */
    private static void notIgnored(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (signal.equals("INT") && Files.exists(status)) {
            long ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(
                            line.substring("SigIgn:".length()).strip(), 16))
                    .sum();
            assumeTrue((ignored & 2) == 0, "left out: these tests run with SIGINT ignored");
        }
    }

    private Path file() {
        return directory.resolve("there");
    }

    /** Returns when the plugin has received the call. */
    private FutureTask<String> callThatWaits(HostProcess host) {
        FutureTask<String> call = new FutureTask<>(() -> host.say("orka:call waits Say word=" + file()));
        new Thread(call, "call").start();
        while (!Files.exists(Path.of(file() + ".entered")) && !call.isDone()) {
            Poll.again();
        }
        assertThat(call.isDone()).isFalse();
        return call;
    }

    @ParameterizedTest
    @CsvSource({"TERM", "INT"})
    void aSignalTakesNoMoreCallsAndLetsThoseUnderWayReturn(String signal) throws Exception {
        notIgnored(signal);
        try (HostProcess host = start()) {
            FutureTask<String> call = callThatWaits(host);
            host.signal(signal);
            while (!host.say(ACTIVE).startsWith("FAILED")) {
                Poll.again();
            }
            assertThat(call.isDone()).isFalse();
            Files.createFile(file());

            assertThat(call.get()).contains("{\"success\":true,\"data\":\"answered\"}");
            assertThat(host.exit()).isZero();
            assertThat(host.output()).contains("Stopped");
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSecondSignalEndsTheHostAtOnce(String signal, int exit) throws Exception {
        notIgnored(signal);
        try (HostProcess host = start()) {
            FutureTask<String> call = callThatWaits(host);
            host.signal("TERM");
            host.awaitOutput("Stopping");
            host.signal(signal);

            assertThat(host.exit()).isEqualTo(exit);
            assertThat(call.get()).startsWith("FAILED");
            assertThat(host.output()).doesNotContain("Stopped");
        }
    }

    @Test
    void stoppingTheFrameworkInTheShellEndsTheHost() throws Exception {
        try (HostProcess host = start()) {
            host.say("stop 0");

            assertThat(host.exit()).as(host.output()).isZero();
            assertThat(host.output()).contains("Stopped");
        }
    }

    /** The call never returns, so the host waits until the time for running calls is over. */
    @Test
    void aPluginThatEndsTheProcessIsNamed() throws Exception {
        try (HostProcess host = start()) {
            host.say("orka:call exits Say word=System");

            assertThat(host.exit()).isEqualTo(1);
            assertThat(host.output()).contains("System.exit was called by").contains("Plugin.callMethod");
        }
    }

    @Test
    void aPluginThatEndsTheProcessInAnotherWayIsNamedToo() throws Exception {
        try (HostProcess host = start()) {
            new Thread(() -> host.say("orka:call exits Say word=Runtime"), "call").start();

            host.awaitOutput("System.exit was called by");
            assertThat(host.output()).contains("Plugin.callMethod");
        }
    }

    @Test
    void aKilledHostStartsAgainAtOnce() throws Exception {
        try (HostProcess host = start()) {
            assertThat(host.say(ACTIVE)).contains("other");
        }
        try (HostProcess host = HostProcess.start(OrkaHome.of(directory.resolve("home")), registry)) {
            assertThat(host.say(ACTIVE)).contains("\"data\":\"other\"");
        }
    }
}
