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
                    "wait", "[NAME...] [--applied] [--timeout TIME]", "Wait until plugins are active.", Slot.PLUGIN)
            .note("The command fails at the timeout, or as soon as a plugin is quarantined.")
            .argument("NAME", "A plugin to wait for, such as hello or hello@v0.1.0. By default, all plugins.")
            .argument("--applied", "Wait until plugins.json is applied, even if plugins have failed.")
            .argument("--timeout TIME", "An integer followed by ms, s, m or h. By default, 5m.")
            .example("orka:wait")
            .example("orka:wait hello --timeout 1m");

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
        boolean settled = plugins.settled(); // read before the list, so that the list includes later work
        if (read.applied()) {
            if (settled) {
                console.println("plugins.json is applied.");
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

    /** Returns the plugins to wait for. An unknown name is an error only after plugins.json is applied. */
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
                    "plugins.json is not applied after " + time,
                    "Run orka:status to see the progress.");
        }
        List<String> waiting = watched(read, false).stream()
                .filter(plugin -> !Readiness.isReady(plugin))
                .map(plugin -> plugin.key() + " is " + plugin.state())
                .toList();
        return new ShellFailure(
                "ORKA-SHELL-20",
                "not all plugins are active after " + time
                        + (waiting.isEmpty() ? "; plugins.json is still being applied" : ": " + Listed.of(waiting)),
                "Run orka:why KEY for the reason, or set a longer --timeout.");
    }
}
