package io.orka.shell;

import static java.util.Objects.requireNonNull;

import io.orka.identity.Listed;
import io.orka.identity.OrkaFailure;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import io.orka.registry.CallTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code orka:wait}. */
record WaitCommand(Plugins plugins) implements Command {

    WaitCommand {
        requireNonNull(plugins, "plugins is null");
    }

    private static final Usage USAGE = new Usage(
            "wait",
            "[NAME...] [--applied] [--timeout TIME]",
            "Waits until all plugins, or those named, are active; with --applied until the registry is applied. Fails when"
                    + " the time is over (5m) or one has failed for good.",
            "orka:wait hello --timeout 1m",
            Slot.PLUGIN);

    private static final Duration LOOK = Duration.ofMillis(100);

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) throws InterruptedException {
        WaitWords read = WaitWords.read(USAGE, words);
        long begin = System.nanoTime();
        while (!done(read, console)) {
            if (System.nanoTime() - begin >= read.timeout().toNanos()) {
                throw late(read);
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    private boolean done(WaitWords read, Console console) {
        boolean settled = plugins.settled(); // before the list: what is begun meanwhile is in it
        if (read.applied()) {
            if (settled) {
                console.println("The registry is applied.");
            }
            return settled;
        }
        List<PluginStatus> waiting = new ArrayList<>();
        List<PluginStatus> watched = watched(read, settled);
        for (PluginStatus plugin : watched) {
            if (Readiness.isLost(plugin)) {
                console.println(Tint.RED, FailureLine.of(plugin));
                throw new CommandFailed();
            }
            if (!Readiness.isReady(plugin)) {
                waiting.add(plugin);
            }
        }
        boolean all = read.names().isEmpty();
        boolean done = waiting.isEmpty()
                && (all ? settled : watched.size() == read.names().size());
        if (done) {
            console.println(
                    all
                            ? "All plugins are active: " + watched.size() + "."
                            : "Active: "
                                    + Listed.of(watched.stream()
                                            .map(PluginStatus::key)
                                            .toList()) + ".");
        }
        return done;
    }

    /** Those that are there. A name that is not is an error only when it cannot be on its way any more. */
    private List<PluginStatus> watched(WaitWords read, boolean settled) {
        if (read.names().isEmpty()) {
            return plugins.list();
        }
        List<PluginStatus> found = new ArrayList<>();
        for (String name : read.names()) {
            try {
                found.add(plugins.status(name));
            } catch (OrkaFailure unknown) {
                if (settled) {
                    throw unknown;
                }
            }
        }
        return found;
    }

    private ShellFailure late(WaitWords read) {
        String time = CallTime.people(read.timeout());
        if (read.applied()) {
            return new ShellFailure(
                    "ORKA-SHELL-20",
                    "the registry is not applied after " + time,
                    "orka:status shows what is going on.");
        }
        List<String> waiting = watched(read, false).stream()
                .filter(plugin -> !Readiness.isReady(plugin))
                .map(plugin -> plugin.key() + " is " + plugin.state())
                .toList();
        return new ShellFailure(
                "ORKA-SHELL-20",
                "not everything is active after " + time
                        + (waiting.isEmpty() ? "; the registry is still being applied" : ": " + Listed.of(waiting)),
                "orka:why KEY tells the reason; --timeout waits longer.");
    }
}
