package io.orka.shell;

import static java.util.Objects.requireNonNull;

import io.orka.plugins.Plugins;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** {@code orka:log}. */
record LogCommand(Plugins plugins, Clock clock) implements Command {

    LogCommand {
        requireNonNull(plugins, "plugins is null");
        requireNonNull(clock, "clock is null");
    }

    private static final String FOLLOW = "-f";
    private static final Usage USAGE = new Usage(
            "log",
            "KEY | NAME VERSION [-f]",
            "Shows the end of a plugin's build log, what it printed and logged, and its recent failures, also of a version"
                    + " that was rolled back; with -f also what comes, until it is interrupted.",
            "orka:log hello@v0.1.0",
            Slot.PLUGIN,
            Slot.VERSION);

    private static final Duration LOOK = Duration.ofMillis(200);

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) throws InterruptedException {
        Words read = Words.read(USAGE, words, 1, 2);
        String typed = String.join("@", read.plain());
        LoggedVersion chosen = LoggedVersion.of(plugins, typed);
        PluginStory story = begin(chosen, console);
        chosen.others(plugins, clock.instant()).forEach(console::println);
        boolean follow = read.flags().contains(FOLLOW);
        while (follow && !console.context().isCancelled()) {
            Thread.sleep(LOOK.toMillis());
            LoggedVersion now = LoggedVersion.of(plugins, typed);
            if (now.key().equals(chosen.key())) {
                story.printMore(console);
            } else { // a name goes on with the version that serves now
                chosen = now;
                story = begin(chosen, console);
            }
        }
    }

    private PluginStory begin(LoggedVersion version, Console console) {
        version.failure().ifPresent(failure -> console.println(Tint.RED, FailureLine.of(version.key(), failure)));
        PluginStory story = new PluginStory(
                plugins, version.key(), plugins.logs(version.key().toString()));
        story.print(console);
        return story;
    }
}
