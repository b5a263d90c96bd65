package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.registry.CallTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code orka status}, {@code wait} and {@code stop} with and without a host. */
class HostCommandsTest {

    @TempDir
    private Path directory;

    private String register(String... keys) throws Exception {
        StringBuilder entries = new StringBuilder();
        for (String key : keys) {
            String[] parts = key.split("@", 2);
            entries.append(entries.isEmpty() ? "" : ",\n")
                    .append("{ \"name\": \"%s\", \"version\": \"%s\", \"repo\": \"%s\", \"service\": \"S\" }"
                            .formatted(parts[0], parts[1], directory.resolve("hello")));
        }
        Path file = Files.writeString(directory.resolve("new.json"), "[" + entries + "]");
        Path registry = directory.resolve("plugins.json");
        Files.move(file, registry, StandardCopyOption.REPLACE_EXISTING);
        return registry.toString();
    }

    @Test
    void aHostIsAwaitedShownAndStopped() throws Exception {
        new StoryRepository(directory.resolve("hello"))
                .copy(Path.of(System.getProperty("orka.examples"), "hello/v0.1.0"))
                .tag("v0.1.0");
        CommandProcesses orka = new CommandProcesses(directory);
        Path output = directory.resolve("wait.txt");
        Process wait = orka.builder("wait", "--ready", "hello")
                .redirectOutput(output.toFile())
                .start();
        Process host = orka.start("run", "--registry", register("hello@v0.1.0"));
        try {
            CommandProcesses.Ended awaited = orka.ended(wait, output);
            assertThat(awaited).isEqualTo(new CommandProcesses.Ended(0, "Active: hello@v0.1.0.\n"));

            assertThat(orka.run("wait").output()).isEqualTo("All plugins are active: 1.\n");
            CommandProcesses.Ended status = orka.run("status");
            assertThat(status.exit()).as(status.output()).isZero();
            assertThat(status.output())
                    .contains(" on " + directory.resolve("home") + "\n", "  process   " + host.pid() + ", since ")
                    .contains("  plugins   1 ACTIVE\n", "  problems  none\n");
            assertThat(orka.run("status", "--json").output()).contains("\"pid\": " + host.pid());

            register("hello@v0.1.0", "other@v0.1.0", "lost@v9.9.9");
            CommandProcesses.Ended called =
                    orka.run("exec", "--wait", "--", "orka:call other HelloWorld name=Ada | grep Hello");
            assertThat(called.output()).contains("Hello, Ada!").contains("lost@v9.9.9 CLONING ORKA-GIT-04");
            assertThat(orka.run("wait", "--ready", "other", "--ready", "hello").exit())
                    .isZero();
            assertThat(orka.run("wait", "--timeout", "1ms").exit()).isEqualTo(1);
            CommandProcesses.Ended failed = statusWith(orka, "  plugins   2 ACTIVE, 1 FAILED\n");
            assertThat(failed.exit()).isEqualTo(1);
            assertThat(failed.output()).contains("  problems  1\n").containsOnlyOnce("ORKA-GIT-04");

            assertThat(orka.run("stop"))
                    .isEqualTo(new CommandProcesses.Ended(
                            0, "The host on " + directory.resolve("home") + " has stopped\n"));
            assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(host.exitValue()).isZero();
            assertThat(Files.readString(directory.resolve("daemon.txt"))).contains("Stopped");
        } finally {
            wait.destroyForcibly();
            host.destroyForcibly();
        }
    }

    /** Returns the status at a time when the failed plugin is not being retried. */
    private static CommandProcesses.Ended statusWith(CommandProcesses orka, String words) throws Exception {
        CommandProcesses.Ended status = orka.run("status");
        while (!status.output().contains(words)) {
            Poll.again();
            status = orka.run("status");
        }
        return status;
    }

    @Test
    void withoutAHostEachSaysSo() throws Exception {
        CommandProcesses orka = new CommandProcesses(directory);
        Path home = directory.resolve("home");

        CommandProcesses.Ended status = orka.run("status");
        assertThat(status.exit()).isEqualTo(1);
        assertThat(status.output()).startsWith("ORKA-HOST-04: no host is running on " + home);
        assertThat(orka.run("stop")).isEqualTo(new CommandProcesses.Ended(0, "No host is running on " + home + "\n"));
        CommandProcesses.Ended wait = orka.run("wait", "--timeout", "1ms");
        assertThat(wait.exit()).isEqualTo(1);
        assertThat(wait.output()).startsWith("ORKA-HOST-04: no host is running on " + home);
        assertThat(orka.run("wait", "--timeout", "soon").output()).contains("'soon' is not " + CallTime.RULE);
    }

    @Test
    void aHostThatIsEmbeddedIsNotStopped() throws Exception {
        CommandProcesses orka = new CommandProcesses(directory);
        Path registry = Files.writeString(directory.resolve("plugins.json"), "[]");

        try (Orka embedded = Orka.open(OrkaHome.of(directory.resolve("home")), registry)) {
            CommandProcesses.Ended stop = orka.run("stop");

            assertThat(stop.exit()).isEqualTo(1);
            assertThat(stop.output())
                    .startsWith(
                            "ORKA-SHELL-19: the host cannot be stopped by this command: it runs inside another program.");
            assertThat(embedded.plugins().settled()).isTrue();
        }
    }

    @Test
    void aVolumeThatIsOpenToOthersServesWhereTheEnvironmentSaysSo() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        CommandProcesses orka = new CommandProcesses(directory);
        String registry = register();

        CommandProcesses.Ended refused = orka.run("exec", "--registry", registry, "--", "orka:list");
        assertThat(refused.output()).startsWith("ORKA-HOST-18: ").contains("ORKA_HOME_PERMISSIONS=trusted");

        ProcessBuilder trusting = orka.builder("exec", "--registry", registry, "--", "orka:list");
        trusting.environment().put("ORKA_HOME_PERMISSIONS", "trusted");
        Path output = directory.resolve("trusting.txt");
        CommandProcesses.Ended trusted =
                orka.ended(trusting.redirectOutput(output.toFile()).start(), output);
        assertThat(trusted.exit()).as(trusted.output()).isZero();
    }
}
