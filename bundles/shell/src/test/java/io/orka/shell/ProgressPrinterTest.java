package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import io.orka.plugins.Failure;
import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.StageTime;
import io.orka.registry.EntryLimits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {

    private static final StageTime CLONED = new StageTime(PluginState.CLONING, Duration.ofMillis(13));
    private static final StageTime BUILT = new StageTime(PluginState.BUILDING, Duration.ofMillis(1250));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private ProgressPrinter printer(boolean live) {
        return new ProgressPrinter(new PrintStream(bytes, true, UTF_8), live, 40);
    }

    private static PluginStatus status(
            PluginState state, String detail, @Nullable Failure failure, StageTime... stages) {
        return new PluginStatus(
                PluginKey.parse("hello@v0.1.0"),
                new PluginStatus.Entry("Hello", EntryLimits.none()),
                new PluginStatus.Progress(state, detail, InMemoryPlugins.NOW, List.of(stages)),
                null,
                new PluginStatus.Waiting(failure, null, null, false),
                PluginStatus.Findings.NONE);
    }

    @Test
    void aLogGetsOneLineForEachFinishedStage() {
        ProgressPrinter printer = printer(false);
        printer.changed(status(PluginState.CLONING, "Receiving objects 40 %", null));
        printer.changed(status(PluginState.BUILDING, "", null, CLONED));
        printer.changed(status(PluginState.BUILDING, "compile", null, CLONED));
        printer.changed(status(PluginState.FAILED, "", InMemoryPlugins.BROKEN, CLONED, BUILT));
        printer.changed(status(PluginState.CLONING, "", null));
        printer.changed(status(PluginState.BUILDING, "", null, CLONED));
        printer.close();

        assertThat(bytes.toString(UTF_8).lines())
                .containsExactly(
                        "hello@v0.1.0  CLONING  13 ms",
                        "hello@v0.1.0  BUILDING  1.3 s",
                        "hello@v0.1.0 BUILDING ORKA-BUILD-03: Telegram.java:12: ';' expected. Fix the source and reload.",
                        "hello@v0.1.0  CLONING  13 ms");
    }

    @Test
    void aTerminalGetsALineThatMoves() {
        ProgressPrinter printer = printer(true);
        printer.changed(status(PluginState.CLONING, "Receiving objects\u001b[2J 40 % of very many", null));
        printer.changed(status(PluginState.BUILDING, "compile", null, CLONED));
        printer.close();
        printer.changed(status(PluginState.WRAPPING, "", null, CLONED));

        assertThat(bytes.toString(UTF_8).split("\n", -1))
                .containsExactly(
                        "hello@v0.1.0  CLONING  Receiving objec…",
                        "\u001b[1A\r\u001b[J\u001b[33mhello@v0.1.0  CLONING  13 ms\u001b[0m",
                        "hello@v0.1.0  BUILDING  compile",
                        "\u001b[1A\r\u001b[J");
    }
}
