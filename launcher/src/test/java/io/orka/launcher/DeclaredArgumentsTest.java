package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.sdk.Request;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell checks arguments against their declarations in {@code config.json}. */
class DeclaredArgumentsTest {

    private static final String CONFIG = """
            { "name": "a", "methods": {
              "Say": { "args": [ { "name": "word", "type": "%s", "required": true } ] } } }
            """;

    @TempDir
    private Path directory;

    @Test
    void theShellTellsWhatDoesNotFit() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("a")
                    .plainPlugin("return Response.ok(request.args());")
                    .write("config.json", CONFIG.formatted("string"))
                    .tag("v1");
            host.repository("a")
                    .write("config.json", CONFIG.formatted("strnig"))
                    .tag("v2");
            Orka orka = host.register("a@v1").start();

            assertThat(host.shell("orka:call a Say"))
                    .startsWith("FAILED ORKA-SHELL-07: method 'Say' needs the argument 'word'");
            assertThat(host.shell("orka:call a Say wrod=x"))
                    .startsWith("FAILED ORKA-SHELL-21: method 'Say' has no argument 'wrod'. Did you mean 'word'?");
            assertThat(host.shell("orka:call a Say word=x")).contains("{\"word\":\"x\"}");
            assertThat(orka.call("a", new Request("Say", Map.of("wrod", 1L))).data())
                    .isEqualTo(Map.of("wrod", 1L));

            assertThat(host.shell("orka:swap a v2"))
                    .contains(
                            "a@v2 CLONING ORKA-CFG-02: config.json has 1 problem: 1) 2:48 method 'Say', argument 'word'")
                    .contains("has the unknown type 'strnig'; did you mean 'string'?");
        }
    }
}
