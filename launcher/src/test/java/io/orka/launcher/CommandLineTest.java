package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.shell.ErrorPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the command line in separate processes: {@code exec} with and without a running host, and a daemon and its end.
 */
class CommandLineTest {

    @TempDir
    private Path directory;

    private CommandProcesses commands() {
        return new CommandProcesses(directory);
    }

    private StoryRepository hello() {
        return new StoryRepository(directory.resolve("hello"))
                .copy(Path.of(System.getProperty("orka.examples"), "hello/v0.1.0"));
    }

    private Path registry(String content) throws IOException {
        return Files.writeString(directory.resolve("plugins.json"), content);
    }

    private String helloEntry() {
        return "{ \"name\": \"hello\", \"version\": \"v0.1.0\", \"repo\": \"%s\", \"service\": \"HelloService\" }"
                .formatted(directory.resolve("hello"));
    }

    @Test
    void execStartsAHostOrTalksToTheOneThatRuns() throws Exception {
        hello().tag("v0.1.0");
        String registry = registry("[" + helloEntry() + "]").toString();

        CommandProcesses.Ended alone =
                orka("exec", "--registry", registry, "--", "orka:list", "orka:call hello HelloWorld name=Ada");
        assertThat(alone.exit()).as(alone.output()).isZero();
        assertThat(alone.output())
                .contains("hello")
                .contains("ACTIVE")
                .contains("Hello, Ada!")
                .contains("{\"success\":true");

        Process host = start("run", "--registry", registry);
        try {
            awaitSocket(host);
            CommandProcesses.Ended talking =
                    orka("exec", "--", "orka:nonsense", "orka:call hello HelloWorld name=Grace");
            assertThat(talking.exit()).as(talking.output()).isNotZero();
            assertThat(talking.output()).contains("Hello, Grace!").contains("ORKA-");
            assertThat(orka("exec", "--", "orka:list").exit()).isZero();

            CommandProcesses.Ended second = orka("run", "--registry", registry);
            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.output()).contains("ORKA-HOST-01").contains("process " + host.pid());
        } finally {
            host.destroy();
        }
        assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(host.exitValue()).isZero();
        assertThat(Files.readString(directory.resolve("home/logs/orka.log"))).contains("Stopped");
    }

    @Test
    void aHostThatIsStoppedIsNotWaitedForAndDoesNothingLater() throws Exception {
        hello().tag("v0.1.0");
        String registry = registry("[" + helloEntry() + "]").toString();
        Process host = start("run", "--registry", registry);
        try {
            awaitSocket(host);
            new ProcessBuilder("kill", "-STOP", Long.toString(host.pid()))
                    .start()
                    .waitFor();

            CommandProcesses.Ended silent = orka("exec", "--", "orka:remove hello");
            assertThat(silent.exit()).isEqualTo(1);
            assertThat(silent.output())
                    .startsWith("ORKA-HOST-16: the host running on " + directory.resolve("home") + " (process "
                            + host.pid())
                    .contains("kill -CONT");
            assertThat(orka("shell").output()).contains("ORKA-HOST-16");

            new ProcessBuilder("kill", "-CONT", Long.toString(host.pid()))
                    .start()
                    .waitFor();
            assertThat(orka("exec", "--", "orka:call hello HelloWorld name=Ada").output())
                    .contains("Hello, Ada!");
            assertThat(Files.readString(directory.resolve("plugins.json"))).contains("hello");
        } finally {
            host.destroyForcibly().waitFor();
        }
    }

    @Test
    void execFailsWhenAPluginIsNotActive() throws Exception {
        hello().tag("v0.1.0");
        String registry = registry("[" + helloEntry() + ", " + helloEntry().replace("v0.1.0", "v9.9.9") + "]")
                .toString();

        CommandProcesses.Ended ended = orka(
                "exec", "--registry", registry, "--", "orka:call hello HelloWorld name=Ada", "orka:why hello@v9.9.9");

        assertThat(ended.exit()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("Hello, Ada!").contains("v0.1.0").contains("ORKA-GIT-");
    }

    @Test
    void execFailsWhenAnEngineBundleFailed() throws Exception {
        String registry = registry("[]").toString();
        Path bundles = directory.resolve("home/bundles");
        new SourceBundle(directory.resolve("sources"), "acme.well")
                .source("Well", "package acme; class Well {}")
                .into(bundles);
        Path broken = new SourceBundle(directory.resolve("sources"), "acme.boom")
                .header("Bundle-Activator", "acme.Nowhere")
                .source("Boom", "package acme; class Boom {}")
                .into(bundles);

        CommandProcesses.Ended failed = orka("exec", "--registry", registry, "--", "orka:list");
        assertThat(failed.exit()).as(failed.output()).isEqualTo(1);
        assertThat(failed.output().lines().filter(line -> line.contains("ORKA-")))
                .singleElement()
                .asString()
                .startsWith("acme.boom ENGINE ORKA-ENGINE-05: acme.boom.jar (acme.boom 0.0.0) did not start:");

        Files.delete(broken);
        CommandProcesses.Ended well = orka("exec", "--registry", registry, "--", "orka:list --all");
        assertThat(well.exit()).as(well.output()).isZero();
        assertThat(well.output()).contains("acme.well");
    }

    @Test
    void aBrokenRegistryIsOneLineWithEveryProblem() throws Exception {
        String registry =
                registry("[ { \"name\": \"Hello World\", \"repo\": 7 } ]").toString();

        CommandProcesses.Ended ended = orka("exec", "--registry", registry, "--", "orka:list");

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.output())
                .contains("ORKA-REG-01")
                .contains("1:")
                .contains("service")
                .contains("repo");
    }

    @Test
    void helpAndVersionAreWhatPeopleExpect() throws Exception {
        assertThat(orka("help").output())
                .contains("demo")
                .contains("run")
                .contains("exec")
                .contains("shell");
        assertThat(orka("version").output()).containsPattern("(?m)^Orka ").containsPattern("(?m)^Java \\d+");
        assertThat(orka("nonsense").exit()).isEqualTo(2);
        assertThat(orka("nonsense").output())
                .isEqualTo("ORKA-HOST-20: unknown command 'nonsense'. Run 'orka help' for the list.\n");
        CommandProcesses.Ended mistyped = orka("stauts", "--json");
        assertThat(mistyped.exit()).isEqualTo(2);
        assertThat(mistyped.output()).isEqualTo("ORKA-HOST-20: unknown command 'stauts'. Did you mean 'status'?\n");
        assertThat(orka("shell").output()).contains("ORKA-HOST-04");
    }

    @Test
    void helpExplainsCommandsAndErrorCodes() throws Exception {
        List<String> commands =
                List.of("demo", "run", "exec", "shell", "plan", "status", "wait", "stop", "version", "help");
        String all = orka("help").output();
        for (String command : commands) {
            CommandProcesses.Ended help = orka("help", command);
            assertThat(help.exit()).isZero();
            assertThat(help.output())
                    .startsWith("Usage: orka " + command)
                    .containsPattern("\nExamples?:\n  orka " + command);
            assertThat(all).containsPattern("\n  " + command + " +[A-Z][a-z]*[^s] [^\n]+");
        }

        String code = "ORKA-GIT-03";
        assertThat(orka("help", code))
                .isEqualTo(new CommandProcesses.Ended(
                        0, String.join("\n", ErrorPage.carried().lines(code, 0)) + "\n"));
        CommandProcesses.Ended unknown = orka("help", "ORKA-GIT-99");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.output())
                .startsWith("ORKA-SHELL-02: unknown error code 'ORKA-GIT-99'. Did you mean 'ORKA-GIT-");
        assertThat(orka("help", "stauts"))
                .isEqualTo(new CommandProcesses.Ended(
                        2, "ORKA-HOST-20: unknown command 'stauts'. Did you mean 'status'?\n"));
    }

    private CommandProcesses.Ended orka(String... args) throws Exception {
        return commands().run(args);
    }

    private Process start(String... args) throws IOException {
        return commands().start(args);
    }

    private void awaitSocket(Process host) throws Exception {
        while (host.isAlive()
                && !io.orka.shell.ControlClient.reachable(
                        OrkaHome.of(directory.resolve("home")).controlSocket())) {
            Poll.again();
        }
        while (host.isAlive() && !orka("exec", "--", "orka:list").output().contains("ACTIVE")) {
            Poll.again();
        }
        assertThat(host.isAlive())
                .as(Files.readString(directory.resolve("daemon.txt")))
                .isTrue();
    }
}
