package io.orka.shell;

import io.orka.plugins.Failure;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import java.nio.file.Path;
import java.util.List;

/** {@code orka:log}. */
final class LogCommand implements Command {

    private static final int LINES = 200;
    private static final Usage USAGE = new Usage(
            "log", "KEY", "Shows the end of a plugin's build log, and its recent failures.", "orka:log hello@v0.1.0");

    private final Plugins plugins;

    LogCommand(Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public List<Slot> slots() {
        return List.of(Slot.PLUGIN);
    }

    @Override
    public void run(Console console, List<String> words) {
        String key = Words.exactly(1, USAGE, words).plain().get(0);
        PluginStatus status = plugins.status(key);
        Path log = plugins.buildLog(key);
        List<String> lines = LogTail.of(log, LINES);
        console.println(Tint.DIM, lines.isEmpty() ? "No build log at " + log : log.toString());
        lines.forEach(console::println);
        for (Failure failure : plugins.failures(key)) {
            console.println(Tint.RED, failure.at() + "  " + FailureLine.of(status.key(), failure));
        }
    }
}
