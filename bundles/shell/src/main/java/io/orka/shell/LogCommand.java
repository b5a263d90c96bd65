package io.orka.shell;

import io.orka.plugins.Failure;
import io.orka.plugins.Plugins;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** {@code orka:log}. */
final class LogCommand implements Command {

    private static final int LINES = 200;
    private static final Usage USAGE = new Usage(
            "log",
            "KEY | NAME VERSION",
            "Shows the end of a plugin's build log, and its recent failures, also of a version that was rolled back.",
            "orka:log hello@v0.1.0");

    private final Plugins plugins;
    private final Clock clock;

    LogCommand(Plugins plugins, Clock clock) {
        this.plugins = plugins;
        this.clock = clock;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public List<Slot> slots() {
        return List.of(Slot.PLUGIN, Slot.VERSION);
    }

    @Override
    public void run(Console console, List<String> words) {
        List<String> plain = Words.read(USAGE, words, 1, 2).plain();
        LoggedVersion chosen = LoggedVersion.of(plugins, String.join("@", plain));
        String key = chosen.key().toString();
        chosen.failure().ifPresent(failure -> console.println(Tint.RED, FailureLine.of(chosen.key(), failure)));
        Path log = plugins.buildLog(key);
        List<String> lines = LogTail.of(log, LINES);
        console.println(Tint.DIM, lines.isEmpty() ? "No build log at " + log : log.toString());
        lines.forEach(console::println);
        for (Failure failure : plugins.failures(key)) {
            console.println(Tint.RED, failure.at() + "  " + FailureLine.of(chosen.key(), failure));
        }
        chosen.others(plugins, clock.instant()).forEach(console::println);
    }
}
