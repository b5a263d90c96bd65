package io.orka.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.json.JsonText;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

class ShellHostTest {

    @TempDir
    Path directory;

    private RunningShell shell;

    @BeforeEach
    void start() throws Exception {
        shell = new RunningShell(directory.resolve("cache"));
    }

    @AfterEach
    void stop() throws Exception {
        shell.stop();
    }

    @Test
    void aFailingCommandDoesNotStopTheNext() {
        RunningShell.Result result = shell.run("orka:nonsense", "orka:call hello HelloWorld name=Ada", "info nobody");

        assertThat(result.failed()).isEqualTo(2);
        assertThat(result.out()).isEqualTo("{\"success\":true,\"data\":{\"name\":\"Ada\"}}\n");
        assertThat(result.err().lines())
                .containsExactly(
                        "ORKA-SHELL-02: unknown command 'orka:nonsense'. Run 'orka:help' for the list.",
                        "ORKA-TEST-01: no plugin 'nobody'. Look.");
    }

    @Test
    void servicesAreListedAndFiltered() {
        String all = shell.run("services").out();
        assertThat(all).contains("SERVICE").contains("osgi.command.scope=orka");

        String filtered =
                shell.run("orka:services '(objectClass=*CommandProcessor)'").out();
        assertThat(filtered.lines()).hasSize(2);
        assertThat(filtered).contains(CommandProcessor.class.getName());
        assertThat(shell.run("services '(open'").err()).contains("ORKA-SHELL-01");
    }

    @Test
    void servicesAreFilteredByPropertiesAsPeopleWriteThem() {
        for (String name : List.of("telegram", "hello")) {
            Map<String, Object> properties = Map.of("orka.name", name, "acme.kind", "a(b)*");
            shell.context().registerService(Greeting.class, new Greeting(), FrameworkUtil.asDictionary(properties));
        }

        assertThat(shell.run("orka:services name=telegram").out().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("orka.name=telegram");
        assertThat(shell.run("services name=* 'acme.kind=a(b)*'").out().lines()).hasSize(3);
        assertThat(shell.run("services name=hello acme.kind=other").out().lines())
                .hasSize(1);
        assertThat(shell.run("services hello").err())
                .startsWith("ORKA-SHELL-01: 'hello' is neither PROPERTY=VALUE nor an OSGi filter");
    }

    @Test
    void unknownCommandsAreAnsweredWithTheNearest() {
        assertThat(shell.run("orka:lsit").err()).contains("Did you mean 'orka:list'?");
        assertThat(shell.run("rolback hello").err())
                .isEqualTo("ORKA-SHELL-02: unknown command 'rolback'. Did you mean 'rollback'?\n");
    }

    @Test
    void orkasCommandsComeFirstWithoutTheirScope() {
        assertThat(shell.run("list").out()).contains("telegram");
        assertThat(shell.run("log hello").out()).contains("No build log at no-such.log");
        assertThat(shell.run("help").out()).contains("orka:rollback");
    }

    @Test
    void felixCommandsAreThere() {
        RunningShell.Result result = shell.run("lb -s", "headers 0", "help lb", "felix:help lb");

        assertThat(result.failed()).isZero();
        assertThat(result.out())
                .contains("org.apache.felix.framework", "Bundle-SymbolicName")
                .contains("lb");
    }

    @Test
    void bundlesAddCommands() {
        Map<String, Object> properties =
                Map.of(CommandProcessor.COMMAND_SCOPE, "acme", CommandProcessor.COMMAND_FUNCTION, "greet");
        shell.context().registerService(Greeting.class, new Greeting(), FrameworkUtil.asDictionary(properties));

        assertThat(shell.run("acme:greet Ada").out()).isEqualTo("Hello, Ada!\n");
    }

    /** An object with a command, as an engine bundle registers it. */
    public static final class Greeting {
        public String greet(String name) {
            return "Hello, " + name + "!";
        }
    }

    @Test
    void pipesWork() {
        assertThat(shell.run("list | grep telegram").out())
                .contains("telegram")
                .doesNotContain("HelloPlugin")
                .doesNotContain("\u001b");
        assertThat(shell.run(0, true, "list | grep telegram").out()).contains("\u001b");
    }

    @Test
    void aFailureBeforeThePipeCounts() {
        assertThat(shell.run("call hello Fail | grep nothing").failed()).isOne();
    }

    @Test
    void failureResponsesArePrintedAndFail() {
        RunningShell.Result result = shell.run("call hello Fail");

        assertThat(result.failed()).isOne();
        assertThat(result.out()).isEqualTo("{\"success\":false,\"error\":\"chat not found\"}\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void whatAPluginThrowsIsOneHarmlessLine() {
        RunningShell.Result result = shell.run("call hello Throw");

        assertThat(result.err())
                .isEqualTo("hello@v0.1.0 CALL ORKA-CALL-04: hello@v0.1.0 Throw: boom\\n\\u001b[2J."
                        + " The stack trace is in the host's log.\n");
    }

    @Test
    void changesAreReported() {
        RunningShell.Result result = shell.run(
                "orka:add a v1 file:///r S",
                "orka:add b - file:///r S",
                "orka:remove hello@v0.1.0",
                "orka:swap hello v0.2.0",
                "orka:rollback hello",
                "orka:apply");

        assertThat(result.failed()).isZero();
        assertThat(shell.plugins.done)
                .containsExactly(
                        "add a v1 file:///r S",
                        "add b null file:///r S",
                        "remove hello@v0.1.0",
                        "swap hello v0.2.0",
                        "rollback hello",
                        "apply");
        assertThat(result.out()).startsWith("hello@v0.1.0  done  (CLONING 13 ms)\n");
    }

    @Test
    void aChangeThatFailsIsOneLineAndFails() {
        RunningShell.Result result = shell.run("orka:reload telegram@v0.1.0");

        assertThat(result.failed()).isOne();
        assertThat(result.out())
                .isEqualTo("telegram@v0.1.0 BUILDING ORKA-BUILD-03: Telegram.java:12: ';' expected."
                        + " Fix the source and reload.\n");
    }

    @Test
    void whyExplains() {
        assertThat(shell.run("why telegram").out())
                .contains("cause          Telegram.java:12: ';' expected")
                .contains("what to do     Fix the source and reload.")
                .contains("No version is active; calls to telegram@v0.1.0 fail.")
                .containsPattern("what happened  Failed \\d+[smhd] ago while building the jar file\\.\n")
                .contains("no-such.log")
                .endsWith("\nMore: orka:help ORKA-BUILD-03\n");
        assertThat(shell.run("why hello").out())
                .contains("hello@v0.1.0 is ACTIVE. It answers calls.")
                .doesNotContain("More:");
    }

    @Test
    void logShowsTheEndOfTheBuildLogHarmlessly() throws Exception {
        shell.plugins.log = directory.resolve("build.log");
        Files.writeString(shell.plugins.log, "old\n".repeat(300) + "[ERROR] \u001b]0;pwned\u0007 \u202Etxt\n");

        List<String> lines = shell.run("log telegram").out().lines().toList();

        assertThat(lines).hasSize(203);
        assertThat(lines.get(0)).startsWith("telegram@v0.1.0 BUILDING ORKA-BUILD-03: ");
        assertThat(lines.get(201)).isEqualTo("[ERROR] \\u001b]0;pwned\\u0007 \\u202etxt");
        assertThat(lines.get(202)).startsWith("2026-11-22T11:57:00Z  telegram@v0.1.0 BUILDING ORKA-BUILD-03: ");
    }

    @Test
    void logTellsOutputAndFailuresInTheOrderOfTime() throws Exception {
        shell.plugins.output = directory.resolve("output.log");
        Files.writeString(shell.plugins.output, """
                2026-11-22T11:56:59.5Z out before
                2026-11-22T11:57:01Z WARN [main] acme.Plugin after \u202e
                """);

        List<String> lines = shell.run("log telegram").out().lines().toList();

        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).startsWith("telegram@v0.1.0 BUILDING ORKA-BUILD-03: ");
        assertThat(lines.get(1)).isEqualTo("No build log at no-such.log");
        assertThat(lines.get(2)).isEqualTo(shell.plugins.output.toString());
        assertThat(lines.get(3)).isEqualTo("2026-11-22T11:56:59.5Z out before");
        assertThat(lines.get(4)).contains("BUILDING ORKA-BUILD-03: ");
        assertThat(lines.get(5)).isEqualTo("2026-11-22T11:57:01Z WARN [main] acme.Plugin after \\u202e");
    }

    @Test
    void foreignTextIsHarmless() {
        assertThat(shell.run("info hello").out())
                .contains("Greets\\u001b[2Jpeople")
                .doesNotContain("\u001b");
        assertThat(shell.run("info hello --json").out())
                .contains("Greets\\u001B[2Jpeople")
                .doesNotContain("\u001b");
    }

    @Test
    void whatOrkaDoesNotKnowIsShownAtEveryLevel() {
        assertThat(shell.run("info hello").out()).contains("homepage");
        assertThat(shell.run("methods hello").out())
                .contains("  cost: 2\n", "to: string, required, format: \"email\"  whom\n");
        assertThat(shell.run("methods hello --json").out())
                .containsPattern("\"cost\"\\s*:\\s*2")
                .containsPattern("\"format\"\\s*:\\s*\"email\"");
    }

    @Test
    void aPlanNamesWhatFailedAndIsTriedAgain() {
        assertThat(shell.run("plan").out())
                .contains("! retry telegram@v0.1.0 BUILDING ORKA-BUILD-03: Telegram.java:12: ';' expected.");
        assertThat(shell.run("plan --json").out())
                .containsPattern("\"change\"\\s*:\\s*\"RETRY\"")
                .containsPattern("\"code\"\\s*:\\s*\"ORKA-BUILD-03\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "info hello", "methods hello", "plan"})
    void jsonWhereAsked(String command) {
        RunningShell.Result result = shell.run(command + " --json");

        assertThat(result.failed()).isZero();
        assertThat(JsonText.read(result.out())).isInstanceOfAny(List.class, Map.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list x",
                "info",
                "swap hello",
                "apply --json",
                "call hello",
                "plan --what",
                "rollback a b",
                "why"
            })
    void wrongArgumentsAreOneLineOfUsage(String command) {
        RunningShell.Result result = shell.run(command);

        assertThat(result.failed()).isOne();
        assertThat(result.err())
                .startsWith("ORKA-SHELL-01: ")
                .contains(" Type: orka:")
                .hasLineCount(1);
    }

    @Test
    void theStreamsOfTheProcessMayBeHandedIn() {
        assertThat(shell.host.execute(List.of("plan"), InputStream.nullInputStream(), System.out, System.err))
                .isZero();
    }

    @Test
    void closingTheShellLeavesTheFramework() {
        shell.host.close();

        assertThat(shell.frameworkState()).isEqualTo(Bundle.ACTIVE);
        assertThat(shell.context().getServiceReference(CommandProcessor.class)).isNull();
    }

    @Test
    void aCommandThatEndsAfterTheShellLeavesTheStreamsOfTheProcess() throws Exception {
        shell.host.close();
        PrintStream before = System.out;
        shell.restart();
        Thread late = new Thread(() -> shell.run("call telegram Stubborn"));
        late.start();
        shell.plugins.waiting.await();

        shell.host.close();
        shell.plugins.released.complete(null);
        late.join();

        assertThat(System.out).isSameAs(before);
    }

    @Test
    void aProcessHasOneShell() {
        assertThatThrownBy(shell::restart)
                .isInstanceOfSatisfying(
                        ShellFailure.class,
                        failure -> assertThat(failure.line()).startsWith("ORKA-SHELL-16"));
        assertThat(shell.run("plan").failed()).isZero();
    }
}
