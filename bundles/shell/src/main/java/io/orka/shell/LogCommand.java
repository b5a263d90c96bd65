package io.orka.shell;

import static java.util.Objects.requireNonNull;

import io.orka.plugins.LogPlaces;
import io.orka.plugins.Plugins;
import java.time.Duration;
import java.util.List;

/** {@code orka:log}. */
final class LogCommand implements Command {

    private static final String FOLLOW = "-f";
    private static final Usage USAGE = new Usage(
            "log",
            "KEY [-f]",
            "Shows the end of a plugin's build log, what it printed and logged, and its recent failures; with -f also what"
                    + " comes, until it is interrupted.",
            "orka:log hello@v0.1.0");

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Plugins plugins;

    LogCommand(Plugins plugins) {
        this.plugins = requireNonNull(plugins, "plugins is null");
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
    public void run(Console console, List<String> words) throws InterruptedException {
        Words read = Words.exactly(1, USAGE, words);
        String typed = read.plain().get(0);
        PluginStory story = story(typed, plugins.logs(typed));
        story.print(console);
        boolean follow = read.flags().contains(FOLLOW);
        while (follow && !console.context().isCancelled()) {
            Thread.sleep(LOOK.toMillis());
            LogPlaces now = plugins.logs(typed);
            if (now.equals(story.places())) {
                story.printMore(console);
            } else { // a name goes on with the version that serves now
                story = story(typed, now);
                story.print(console);
            }
        }
    }

    private PluginStory story(String typed, LogPlaces places) {
        return new PluginStory(plugins, plugins.status(typed).key(), places);
    }
}
