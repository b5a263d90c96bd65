package io.orka.shell;

import static java.util.Objects.requireNonNull;

import io.orka.engine.EngineBundles;
import io.orka.identity.Listed;
import io.orka.plugins.Plugins;
import io.orka.registry.HostSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code orka:status}: a summary of the host. */
record StatusCommand(HostIdentity host, Plugins plugins, EngineBundles engine, HostSettings settings, Clock clock)
        implements Command {

    StatusCommand {
        requireNonNull(host, "host is null");
        requireNonNull(plugins, "plugins is null");
        requireNonNull(engine, "engine is null");
        requireNonNull(settings, "settings is null");
        requireNonNull(clock, "clock is null");
    }

    private static final Usage USAGE = new Usage(
                    "status", "[--json]", "Show the host, its plugins and engine bundles by state, and all problems.")
            .note("The command fails unless every plugin is active, no engine bundle has failed, and plugins.json is"
                    + " valid and applied.")
            .argument("--json", "Print JSON.")
            .example("orka:status");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) {
        boolean json = Words.exactly(0, USAGE, words).json();
        HostSummary now = HostSummary.of(plugins, engine, settings, clock.instant());
        if (json) {
            console.prettyJson(json(now));
        } else {
            print(now, console);
        }
        if (!now.active()) {
            throw new CommandFailed();
        }
    }

    private void print(HostSummary now, Console console) {
        console.println(Tint.BOLD, "Orka " + host.version() + " on " + host.home());
        console.println("  process   " + host.pid() + ", since " + host.since() + " ("
                + Times.age(Duration.between(host.since(), clock.instant())) + ")");
        console.println("  plugins   " + states(now.pluginStates()) + (now.settled() ? "" : "; applying plugins.json"));
        console.println("  engine    " + states(now.bundleStates()));
        console.println("  problems  "
                + (now.problems().isEmpty() ? "none" : now.problems().size()));
        now.problems().stream().limit(Listed.MOST).forEach(problem -> console.println(Tint.RED, problem));
        if (now.problems().size() > Listed.MOST) {
            console.println("and " + (now.problems().size() - Listed.MOST) + " more: orka:list --all");
        }
        if (!now.registry().pending().isEmpty()) {
            console.println(Tint.YELLOW, RegistryWords.pending(now.registry()));
        }
        if (!now.warnings().isEmpty()) {
            console.println("  warnings  " + now.warnings().size());
            now.warnings().stream().limit(Listed.MOST).forEach(warning -> console.println(Tint.YELLOW, warning));
        }
    }

    private static String states(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    private Map<String, Object> json(HostSummary now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("home", host.home().toString());
        data.put("version", host.version());
        data.put("pid", host.pid());
        data.put("since", host.since().toString());
        data.put("applied", now.settled());
        data.put("active", now.active());
        data.put("plugins", now.pluginStates());
        data.put("engine", now.bundleStates());
        data.put("problems", now.problems());
        data.put("warnings", now.warnings());
        data.put("pending", now.registry().pending());
        return data;
    }
}
