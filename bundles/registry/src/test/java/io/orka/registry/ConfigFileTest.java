package io.orka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {

    @TempDir
    Path directory;

    @Test
    void readsWhatAuthorsWrite() throws IOException {
        PluginConfig config = read("""
                { "name": "LLM", "version": "v0.1.0", "description": "Talks", "tags": ["ai", "demo"], "main": "acme.Plugin$Inner",
                  "icon": {"url": "x"}, "price": 1.5,
                  "methods": { "Chat": { "description": "…", "note": 1,
                    "args": [ { "name": "role", "type": "enum", "enumValues": ["user", 1, true], "required": true },
                              { "name": "text", "type": "string", "default": null, "items": { "type": ["string", "null"] } } ],
                    "returns": [ { "name": "answer", "unit": "word" } ] },
                    "Ping": {} } }
                """);
        Map<String, @Nullable Object> open = new LinkedHashMap<>();
        open.put("default", null);
        open.put("items", Map.of("type", List.of("string", "null")));
        assertThat(config)
                .isEqualTo(new PluginConfig(
                        "LLM",
                        "v0.1.0",
                        "Talks",
                        List.of("ai", "demo"),
                        "acme.Plugin$Inner",
                        Map.of(
                                "Chat",
                                new PluginConfig.Method(
                                        "…",
                                        List.of(
                                                new PluginConfig.Field(
                                                        "role",
                                                        "enum",
                                                        "",
                                                        true,
                                                        List.of("user", "1", "true"),
                                                        Map.of()),
                                                new PluginConfig.Field("text", "string", "", false, List.of(), open)),
                                        List.of(new PluginConfig.Field(
                                                "answer", "any", "", false, List.of(), Map.of("unit", "word"))),
                                        Map.of("note", 1L)),
                                "Ping",
                                new PluginConfig.Method("", List.of(), List.of(), Map.of())),
                        Map.of("icon", Map.of("url", "x"), "price", 1.5)));
        assertThat(config.methods().keySet()).containsExactly("Chat", "Ping");
    }

    @Test
    void onlyTheNameIsNeeded() throws IOException {
        assertThat(read("{\"name\": \"a\", \"version\": null, \"tags\": null, \"methods\": null}"))
                .isEqualTo(new PluginConfig("a", null, "", List.of(), null, Map.of(), Map.of()));
    }

    @Test
    void aMissingOneSaysWhere() {
        assertThatThrownBy(() -> ConfigFile.read(directory, ""))
                .isInstanceOfSatisfying(
                        RegistryFailure.class, e -> assertThat(e.code()).isEqualTo("ORKA-CFG-01"))
                .hasMessage("there is no config.json in the plugin's repository");
        assertThatThrownBy(() -> ConfigFile.read(directory, "plugins/hello"))
                .hasMessage("there is no plugins/hello/config.json in the plugin's repository");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    {} | 1:1 'name' is missing
                    {"nmae": "x"} | is 'nmae' a typo?
                    [] | 1:1 must be an object but is an array
                    {"name": 1} | 1:10 'name' must be a string but is the number 1
                    {"name": "a", "tags": "b"} | 1:23 'tags' must be an array but is a string
                    {"name": "a", "tags": [{}]} | 1:24 an item of 'tags' must be a string but is an object
                    {"name": "a", "methods": []} | 1:26 'methods' must be an object but is an array
                    {"name": "a", "methods": {"M": 1}} | 1:32 method 'M' must be an object
                    {"name": "a", "methods": {"M": {"args": {}}}} | 1:41 'args' must be an array
                    {"name": "a", "methods": {"M": {"args": [{}]}}} | 1:42 'name' is missing
                    {"name": "a", "main": "a-b"} | 1:23 'main' must be a class
                    {"name": "a", "name": "b"} | 1:15 duplicate key 'name'
                    {"name": "a" | is not JSON
                    """)
    void aBrokenOneSaysWhereAndWhy(String text, String problem) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        RegistryFailure.class, e -> assertThat(e.code()).isEqualTo("ORKA-CFG-02"))
                .hasMessageStartingWith("config.json has 1 problem: 1) ")
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    "type": "strnig" | 2:25 method 'M', argument 'a' has the unknown type 'strnig'; did you mean 'string'?
                    "type": "String" | did you mean 'string'?
                    "type": "int" | did you mean 'integer'?
                    "type": "bool" | did you mean 'boolean'?
                    "type": "markdown" | unknown type 'markdown'; the known types are string, number, integer, boolean, object, array,
                    "type": "null" | unknown type 'null'
                    "items": {"type": "strnig"} | 2:35 method 'M', argument 'a', items has the unknown type 'strnig'
                    "items": {"items": {"type": ["null", "lst"]}} | argument 'a', items.items has the unknown type 'lst'
                    "properties": {"b": {"type": "x"}} | argument 'a', properties.b has the unknown type 'x'
                    "items": {"properties": {"type": {"type": "x"}}} | 'a', items.properties.type has the unknown type 'x'
                    """)
    void anUnknownTypeIsToldWithItsPlace(String member, String problem) throws IOException {
        String field = "[{ \"name\": \"a\", " + member + " }]";
        String config = "{ \"name\": \"a\", \"methods\": { \"M\": { \"%s\":\n%s } } }";

        assertThatThrownBy(() -> read(config.formatted("args", field)))
                .isInstanceOfSatisfying(
                        RegistryFailure.class, e -> assertThat(e.code()).isEqualTo("ORKA-CFG-02"))
                .hasMessageStartingWith("config.json has 1 problem: 1) 2:")
                .hasMessageContaining(problem);
        assertThatThrownBy(() -> read(config.formatted("returns", field)))
                .hasMessageContaining(problem.replace("argument", "result"));
        assertThat(ConfigFile.ofBundle(directory, "").methods()).containsOnlyKeys("M");
    }

    @Test
    void everyUnknownTypeIsTold() {
        assertThatThrownBy(() -> read("""
                        { "name": "a", "methods": {
                          "M": { "args": [ { "name": "x", "type": "no" }, { "name": "y", "type": "bytes" } ] },
                          "N": { "returns": [ { "name": "z", "type": "nor", "properties": ["type"], "items": null } ] } } }
                        """))
                .hasMessageStartingWith("config.json has 2 problems: ")
                .hasMessageContaining("method 'N', result 'z'");
    }

    @Test
    void aBrokenOneIsNamedAsItsAuthorKnowsIt() throws IOException {
        Files.writeString(directory.resolve("config.json"), "[]");

        assertThatThrownBy(() -> ConfigFile.read(directory, "plugins/hello"))
                .isInstanceOfSatisfying(
                        RegistryFailure.class,
                        e -> assertThat(e.remedy())
                                .isEqualTo("Fix plugins/hello/config.json in the plugin's repository."));
    }

    @Test
    void doesNotFollowALinkOutOfTheCheckout() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "{\"name\": \"secret\"}");
        Path plugin = Files.createDirectory(directory.resolve("plugin"));
        Files.createSymbolicLink(plugin.resolve("config.json"), secret);
        assertThatThrownBy(() -> ConfigFile.read(plugin, "plugin"))
                .isInstanceOfSatisfying(
                        RegistryFailure.class, e -> assertThat(e.code()).isEqualTo("ORKA-CFG-02"))
                .hasMessage("plugin/config.json is not a regular file");
    }

    @Test
    void boundsItsSize() throws IOException {
        String large = "{\"name\": \"" + "a".repeat(1 << 20) + "\"}";
        assertThatThrownBy(() -> read(large)).hasMessageContaining("larger than 1 MiB");
    }

    private PluginConfig read(String text) throws IOException {
        Files.writeString(directory.resolve("config.json"), text);
        return ConfigFile.read(directory, "");
    }
}
