package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.registry.InvalidRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands report errors and warnings of the registry for as long as these exist. */
class RegistryProblemsTest {

    private static final String VERSIONED = """
            { "name": "story", "version": "v0.9.0" }
            """;

    @TempDir
    private Path directory;

    private final Screen screen = new Screen();

    private static void plugin(StoryHost host, String name) {
        host.repository(name)
                .plainPlugin("return Response.ok(\"%s\");".formatted(name))
                .tag("v0.1.0");
    }

    /** Returns the contents of unusable registries, each with a part of its message. */
    private static Map<String, String> broken(String whole) {
        Map<String, String> contents = new LinkedHashMap<>();
        contents.put("", "1:1 ");
        contents.put(whole.substring(0, whole.length() / 2), "plugins.json has ");
        contents.put("\uFEFF" + whole, "starts with a byte order mark");
        contents.put(whole.replaceFirst("\"name\"", "\"name\": \"twice\", \"name\""), "'name'");
        contents.put(whole.replaceFirst("\"service\"", "\"sevrice\""), "'service' is missing");
        return contents;
    }

    private static void assertTold(StoryHost host, String words) {
        for (String command : new String[] {"orka:list", "orka:plan", "orka:why a", "orka:status"}) {
            assertThat(host.shell(command)).as(command).contains("registry ORKA-REG-01: ", words);
        }
        assertThat(host.shell("orka:list --json")).contains("ORKA-REG-01");
        assertThat(host.shell("orka:plan --json")).contains("ORKA-REG-01");
    }

    private static void assertFine(StoryHost host) {
        for (String command :
                new String[] {"orka:list", "orka:plan", "orka:why a", "orka:status", "orka:list --json"}) {
            assertThat(host.shell(command)).as(command).doesNotContain("ORKA-REG");
        }
    }

    @Test
    void howTheFileIsCanBeAskedOfAHostThatHasClosed() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            plugin(host, "a");
            Orka orka = host.register("a@v0.1.0").start();
            orka.close();
            Files.writeString(host.registryFile(), "[]");

            assertThat(orka.plugins().registry().problem()).isNull();
        }
    }

    @Test
    void whateverIsWrongWithItIsToldUntilItIsCorrected() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            plugin(host, "a");
            host.register("a@v0.1.0").start();
            Path file = host.registryFile();
            String whole = Files.readString(file);
            assertFine(host);

            for (Map.Entry<String, String> one : broken(whole).entrySet()) {
                Files.writeString(file, one.getKey());
                assertTold(host, one.getValue());
            }
            Files.delete(file);
            assertTold(host, "there is no registry file");
            Files.createDirectory(file);
            assertTold(host, "is not a regular file");
            Files.delete(file);
            Files.writeString(file, whole);
            assertFine(host);
            assertThat(host.say("a", "").data()).isEqualTo("a");
        }
    }

    @Test
    void brokenAtTheStartWhatServedIsListedAsItWas() throws Exception {
        String whole;
        try (StoryHost host = new StoryHost(directory)) {
            plugin(host, "a");
            host.register("a@v0.1.0").start();
            whole = Files.readString(host.registryFile());
        }
        try (StoryHost host = new StoryHost(directory)) {
            Files.writeString(host.registryFile(), "[");
            host.start();

            assertTold(host, "plugins.json has 1 problem");
            assertThat(host.shell("orka:list")).contains("ACTIVE").doesNotContain("no longer registered");
            assertThat(host.status("a").service()).isEqualTo("aService");
            Files.writeString(host.registryFile(), whole);
            assertFine(host);
        }
        try (StoryHost host = new StoryHost(directory.resolve("home"))) {
            Files.delete(host.registryFile());
            assertThatThrownBy(host::start).isInstanceOf(InvalidRegistry.class); // no version was active in this home
        }
    }

    @Test
    void warningsStayAlsoAfterARestart() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            for (String name : new String[] {"a", "b"}) {
                plugin(host, name);
            }
            host.repository("a").write("config.json", VERSIONED).tag("v0.2.0");
            odd(host);
            host.start();
            assertWarned(host);
        }
        try (StoryHost host = new StoryHost(directory)) {
            odd(host);
            host.start();
            assertWarned(host);

            Files.writeString(
                    host.registryFile(), Files.readString(host.registryFile()).replace("timeuot", "timeout"));
            assertThat(host.shell("orka:list")).contains("a@v0.2.0 warning: ").doesNotContain("b@v0.1.0 warning: ");
        }
    }

    private static void odd(StoryHost host) throws Exception {
        host.register("a@v0.2.0", "b@v0.1.0");
        String whole = Files.readString(host.registryFile());
        Files.writeString(
                host.registryFile(),
                whole.replace("\"service\": \"bService\"", "\"service\": \"bService\", \"timeuot\": \"1s\""));
    }

    private static void assertWarned(StoryHost host) {
        assertThat(host.shell("orka:list"))
                .contains("a@v0.2.0 warning: config.json has version v0.9.0, but the registry has v0.2.0\n")
                .contains("b@v0.1.0 warning: plugins.json 2:")
                .contains("has the unknown field 'timeuot'; did you mean 'timeout'?\n");
        assertThat(host.shell("orka:why a")).contains("  warning        config.json has version v0.9.0");
        assertThat(host.shell("orka:why b")).contains("  warning        plugins.json 2:");
        assertThat(host.shell("orka:plan"))
                .contains("registry warning: plugins.json 2:")
                .contains("a@v0.2.0 warning: config.json has version v0.9.0")
                .doesNotContain("b@v0.1.0 warning");
        assertThat(host.shell("orka:list --json")).contains("has version v0.9.0", "'timeuot'");
        assertThat(host.shell("orka:plan --json")).contains("'timeuot'");
    }

    @Test
    void theTerminalOfTheHostIsToldWhenItChanges() throws Exception {
        try (StoryHost host = new StoryHost(directory);
                LineDisciplineTerminal terminal = new LineDisciplineTerminal("test", "xterm", screen, UTF_8)) {
            terminal.setSize(new Size(40, 24));
            host.repository("a")
                    .plainPlugin("return Response.ok(1);")
                    .write("config.json", VERSIONED)
                    .tag("v0.1.0");
            host.register("a@v0.1.0").start();
            Files.writeString(host.registryFile(), "[");
            Thread session = new Thread(() -> new HostTerminal(host.orka(), host.home(), terminal).run());
            session.start();
            screen.await("ORKA-REG-01", 1);
            screen.await("a@v0.1.0 warning: ", 1);
            screen.await("orka> ", 1);

            Files.writeString(host.registryFile(), "{}");
            screen.await("must be an array", 1);
            Files.writeString(host.registryFile(), "[]");
            screen.await("all problems are fixed", 1);
            terminal.processInputBytes("\u0004".getBytes(UTF_8));
            session.join();
        }
    }
}
