package io.orka.shell;

import io.orka.plugins.Plugins;
import java.time.Clock;
import java.util.List;

/** {@code orka:why}. */
final class WhyCommand implements Command {

    private static final Usage USAGE = new Usage(
            "why", "KEY", "Explains why a plugin is as it is, and what to do about it.", "orka:why hello@v0.1.0");

    private final Plugins plugins;
    private final Clock clock;

    WhyCommand(Plugins plugins, Clock clock) {
        this.plugins = plugins;
        this.clock = clock;
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
        WhyWords.print(plugins.status(key), plugins.buildLog(key), clock.instant(), console);
    }
}
