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
                    "Show the end of a plugin's build log and output, and its recent failures.",
                    Slot.PLUGIN,
                    Slot.VERSION)
            .note("A version keeps its logs after a rollback.")
            .argument("KEY", "The plugin, such as hello or hello@v0.1.0.")
            .argument("NAME VERSION", "The same as NAME@VERSION.")
            .argument("-f", "Follow: also print new lines until you press Ctrl-C.")
            .example("orka:log hello@v0.1.0")
            .example("orka:log hello -f");

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
            } else { // for a name, continue with the version that is active now
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
