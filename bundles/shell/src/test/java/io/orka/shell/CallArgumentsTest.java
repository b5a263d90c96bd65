package io.orka.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.registry.PluginConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                                        "ORKA-SHELL-08: plugin 'many' has no method 'Greet'. It has: Method1, Method2, ")
                                .endsWith("Method20 and 59,980 more"));
    }
}
