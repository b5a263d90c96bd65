package io.orka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files with configurations of engine bundles are read, or rejected with the line of the problem. */
class ConfigurationFileTest {

    @TempDir
    private Path directory;

    private Map<String, Map<String, Object>> read(String name, String text) throws IOException {
        return ConfigurationFile.read(Files.writeString(directory.resolve(name), text))
                .orElseThrow();
    }

    @Test
    void readsEveryTypeOfTheConfigurator() throws IOException {
        Map<String, Map<String, Object>> read = read("engine.json", """
                // comments are allowed
                { ":configurator:resource-version": 1,
                  "com.acme.engine": {
                    ":configurator:ranking": 10, /* and ignored */
                    "text": "Müller", "whole": 3, "fraction": 1.5, "on": true, "object": {"a": [1]},
                    "texts": ["a", "b"], "wholes": [1, 2], "mixed": [1, "b"], "none": [],
                    "port:Integer": 8080, "alsoPort:int": "8081", "tiny:Byte": 1, "short:Short": 2, "long:Long": "3",
                    "float:Float": 1.5, "double:Double": 2, "char:Character": "x", "yes:Boolean": "true",
                    "ports:Integer[]": [1, 2], "one:int[]": 1, "names:Collection<String>": ["a"], "plain:Collection": ["b"],
                    "a:b:String": "colon" },
                  "com.acme.pool~blue": {} }
                """);

        assertThat(read).containsOnlyKeys("com.acme.engine", "com.acme.pool~blue");
        assertThat(read.get("com.acme.pool~blue")).isEmpty();
        assertThat(read.get("com.acme.engine"))
                .containsEntry("text", "Müller")
                .containsEntry("whole", 3L)
                .containsEntry("fraction", 1.5)
                .containsEntry("on", true)
                .containsEntry("object", "{\"a\":[1]}")
                .containsEntry("texts", new String[] {"a", "b"})
                .containsEntry("wholes", new Long[] {1L, 2L})
                .containsEntry("mixed", new String[] {"1", "b"})
                .containsEntry("none", new String[0])
                .containsEntry("port", 8080)
                .containsEntry("alsoPort", 8081)
                .containsEntry("tiny", (byte) 1)
                .containsEntry("short", (short) 2)
                .containsEntry("long", 3L)
                .containsEntry("float", 1.5f)
                .containsEntry("double", 2.0)
                .containsEntry("char", 'x')
                .containsEntry("yes", true)
                .containsEntry("ports", new Integer[] {1, 2})
                .containsEntry("one", new int[] {1})
                .containsEntry("names", List.of("a"))
                .containsEntry("plain", List.of("b"))
                .containsEntry("a:b", "colon")
                .hasSize(23);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                          | 1:2 is not JSON",
                "{\"a.b\": {\"port\": 1, \"port:int\": 2}} | 1:21 'port:int' is a duplicate",
                "{\"a.b\": {\"port:int\": \"eighty\"}}      | 1:22 'port' must be of type int but is a string",
                "{\"a.b\": {\"port:int\": 1.5}}             | 1:22 'port' must be of type int but is the number 1.5",
                "{\"a.b\": {\"port:Byte\": 300}}            | 1:23 'port' must be of type Byte but is the number 300",
                "{\"a.b\": {\"port:Integr\": 1}}            | 1:10 the type 'Integr' is unknown; did you mean Integer?",
                "{\"a.b\": {\"p:binary\": \"x\"}}           | 1:10 the type 'binary' is unknown",
                "{\"a.b\": {\"on:Boolean\": \"yes\"}}       | 1:24 'on' must be of type Boolean but is a string",
                "{\"a.b\": {\"x\": null}}                   | 1:15 'x' must be of type String but is null",
                "{\"a.b\": {\":String\": \"x\"}}            | 1:10 ':String' has no name",
                "{\"port\": 8080}                           | 1:10 the configuration 'port' must be an object",
                "{\"a b\": {}}                              | 1:2 'a b' is not a PID",
                "{\"~a\": {}}                               | 1:2 '~a' is not a PID",
                "{\":configurator:resourceversion\": 1}     | 1:2 ':configurator:resourceversion' is unknown; did you mean",
                "7                                          | 1:1 must be an object"
            })
    void everyProblemHasALine(String json, String problem) {
        assertThatThrownBy(() -> read("engine.json", json))
                .isInstanceOfSatisfying(
                        RegistryFailure.class, e -> assertThat(e.code()).isEqualTo("ORKA-CONF-01"))
                .hasMessageContaining("engine.json has")
                .hasMessageContaining(problem);
    }

    @Test
    void aRegistryIsNoConfiguration() throws IOException {
        Path file = Files.writeString(directory.resolve("staging.json"), "\n [ { \"name\": ");

        assertThat(ConfigurationFile.read(file)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.engine.cfg,    com.acme.engine",
        "com.acme.pool~blue.cfg, com.acme.pool~blue",
        "com.acme.pool-blue.cfg, com.acme.pool~blue",
        "com.acme.pool~a-b.cfg,  com.acme.pool~a-b"
    })
    void aPropertiesFileIsNamedAfterItsPid(String file, String pid) throws IOException {
        assertThat(read(file, "# comment\nname = M\\u00fcller ü\nlist=a,\\\n  b\n"))
                .isEqualTo(Map.of(pid, Map.of("name", "Müller ü", "list", "a,b")));
    }

    @Test
    void aBrokenEscapeHasALine() {
        assertThatThrownBy(() -> read("a.cfg", "# \\u in a comment\npath = C:\\users\n"))
                .hasMessageContaining("a.cfg has 1 problem: 1) 2:10 ");
    }

    @Test
    void bytesThatAreNotUtf8HaveALine() throws IOException {
        Path file = Files.write(directory.resolve("a.cfg"), "a=1\nb=ü\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ConfigurationFile.read(file)).hasMessageContaining("2:3 is not UTF-8");
    }

    @Test
    void aFileThatCannotBeReadSaysSo() {
        assertThatThrownBy(() -> ConfigurationFile.read(directory.resolve("none.cfg")))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("none.cfg cannot be read");
    }
}
