package io.orka.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.registry.PluginConfig;
import io.orka.registry.PluginConfig.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallArgumentsTest {

    @Test
    void ofThousandsOfMethodsTheFirstAreNamed() {
        Map<String, PluginConfig.Method> methods = new LinkedHashMap<>();
        for (int i = 1; i <= 60_000; i++) {
            methods.put("Method" + i, new PluginConfig.Method("", List.of(), List.of(), Map.of()));
        }
        PluginConfig config = new PluginConfig("many", null, "", List.of(), null, methods, Map.of());

        assertThatThrownBy(() -> CallArguments.read(config, "many", "Greet", List.of()))
                .isInstanceOfSatisfying(
                        ShellFailure.class,
                        failure -> assertThat(failure.line())
                                .startsWith(
                                        "ORKA-SHELL-08: plugin 'many' has no method 'Greet'. Its methods: Method1, Method2, ")
                                .endsWith("Method20 and 59,980 more."));
    }

    private static Field field(String name, boolean required) {
        return new Field(name, "string", "", required, List.of(), Map.of());
    }

    private static Map<String, @Nullable Object> read(List<Field> args, String... words) {
        PluginConfig config = new PluginConfig(
                "p",
                null,
                "",
                List.of(),
                null,
                Map.of("M", new PluginConfig.Method("", args, List.of(), Map.of())),
                Map.of());
        return CallArguments.read(config, "p", "M", List.of(words));
    }

    @Test
    void argumentsThatNobodyDeclaredAreNamed() {
        List<Field> args = List.of(field("chatID", true), field("text", false));

        assertThatThrownBy(() -> read(args, "chatId=1"))
                .hasMessage("method 'M' has no argument 'chatId'")
                .isInstanceOfSatisfying(
                        ShellFailure.class,
                        failure -> assertThat(failure.line())
                                .startsWith("ORKA-SHELL-21: ")
                                .endsWith("Did you mean 'chatID'?"));
        assertThatThrownBy(() -> read(args, "chatID=1", "--args", "{\"x\": 1, \"zzzzzzzz\": 2}"))
                .isInstanceOfSatisfying(
                        ShellFailure.class,
                        failure -> assertThat(failure.line())
                                .contains("has no argument 'x', 'zzzzzzzz'")
                                .endsWith("Its arguments: chatID, text."));
        assertThat(read(List.of(), "any=1")).containsOnlyKeys("any");
    }

    @Test
    void allArgumentsThatAreMissingAreNamed() {
        List<Field> args = List.of(field("a", true), field("b", false), field("c", true));

        assertThatThrownBy(() -> read(args, "b=1"))
                .isInstanceOfSatisfying(
                        ShellFailure.class,
                        failure -> assertThat(failure.line())
                                .isEqualTo(
                                        "ORKA-SHELL-07: method 'M' needs the arguments 'a', 'c'. Add a=VALUE c=VALUE."));
        assertThat(read(args, "a=1", "c=")).containsOnlyKeys("a", "c");
    }
}
