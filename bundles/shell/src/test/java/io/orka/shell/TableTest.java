package io.orka.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TableTest {

    private final List<PluginStatus> plugins = List.of(
            InMemoryPlugins.status("hello@v0.1.0", PluginState.ACTIVE, "HelloPlugin", null),
            InMemoryPlugins.status(
                    "a-plugin-with-a-very-long-name@v10.20.30-SNAPSHOT", PluginState.DRAINING, "LongService", null),
            InMemoryPlugins.status("telegram", PluginState.FAILED, "TelegramPlugin", InMemoryPlugins.BROKEN));

    private List<String> lines(int width) {
        return StatusTable.of(plugins, InMemoryPlugins.NOW).lines(width, false);
    }

    @Test
    void aPipeGetsEverything() {
        assertThat(lines(0))
                .containsExactly(
                        "NAME                            VERSION             STATE     SERVICE         COMMIT   CALLS  IN FLIGHT  OLD IN MEMORY  AGE",
                        "hello                           v0.1.0              ACTIVE    HelloPlugin     1a2b3c4     12          1              0   2h",
                        "a-plugin-with-a-very-long-name  v10.20.30-SNAPSHOT  DRAINING  LongService     1a2b3c4     12          1              0   2h",
                        "telegram                        -                   FAILED    TelegramPlugin  -            0          0              0   2h");
    }

    @Test
    void sixtyColumnsLoseTheLeastImportant() {
        assertThat(lines(60))
                .containsExactly(
                        "NAME             VERSION     STATE     CALLS  IN FLIGHT  AGE",
                        "hello            v0.1.0      ACTIVE       12          1   2h",
                        "a-plugin-with-…  v10.20.30…  DRAINING     12          1   2h",
                        "telegram         -           FAILED        0          0   2h");
    }

    @Test
    void everyWidthIsKept() {
        for (int width = 36; width < 130; width++) {
            assertThat(lines(width)).allMatch(withinColumns(width));
        }
    }

    private static Predicate<String> withinColumns(int width) {
        return line -> line.length() <= width;
    }

    @Test
    void colorsDoNotCountAsWidth() {
        List<String> colored = StatusTable.of(plugins, InMemoryPlugins.NOW).lines(60, true);

        assertThat(colored.get(1)).contains("\u001b[32mACTIVE\u001b[0m");
        assertThat(colored.stream()
                        .map(line -> line.replaceAll("\u001b\\[\\d+m", "").stripTrailing()))
                .isEqualTo(lines(60));
    }
}
