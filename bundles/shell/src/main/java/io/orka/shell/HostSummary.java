package io.orka.shell;

import io.orka.engine.EngineBundle;
import io.orka.engine.EngineBundles;
import io.orka.identity.OrkaFailure;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import io.orka.plugins.RegistryHealth;
import io.orka.registry.HostSettings;
import io.orka.registry.InvalidSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The state of a host.
 *
 * @param settled whether the current registry is applied
 * @param plugins all plugins
 * @param bundles the engine bundles
 * @param problems the problems, one line each
 * @param warnings the warnings, one line each
 * @param registry the state of the registry file
 * @param active whether every plugin is active, no engine bundle has failed, and the registry is valid and applied
 */
record HostSummary(
        boolean settled,
        List<PluginStatus> plugins,
        List<EngineBundle> bundles,
        List<String> problems,
        List<String> warnings,
        RegistryHealth registry,
        boolean active) {

    static HostSummary of(Plugins plugins, EngineBundles engine, HostSettings settings, Instant now) {
        List<String> problems = new ArrayList<>();
        RegistryHealth registry = plugins.registry();
        if (registry.problem() != null) {
            problems.add(RegistryWords.problem(registry.problem()));
        }
        boolean settled = settled(plugins, problems); // read before the list, so that the list includes later work
        List<PluginStatus> all = plugins.list();
        List<String> engineFailures = EngineWords.failures(engine);
        all.stream()
                .filter(plugin -> plugin.failure() != null)
                .map(FailureLine::of)
                .forEach(problems::add);
        problems.addAll(engineFailures);
        plugins.blocker().ifPresent(blocker -> problems.add(blocker.line(now)));
        InvalidSettings invalid = settings.problem();
        if (invalid != null) {
            problems.add(invalid.line());
        }
        boolean active = settled
                && registry.problem() == null
                && engineFailures.isEmpty()
                && all.stream().allMatch(Readiness::isReady);
        return new HostSummary(
                settled, all, engine.bundles(), List.copyOf(problems), warnings(registry, all), registry, active);
    }

    private static List<String> warnings(RegistryHealth registry, List<PluginStatus> plugins) {
        List<String> warnings = new ArrayList<>(registry.ofTheFile());
        plugins.forEach(plugin -> plugin.warnings().forEach(text -> warnings.add(plugin.key() + " warning: " + text)));
        return List.copyOf(warnings);
    }

    private static boolean settled(Plugins plugins, List<String> problems) {
        try {
            return plugins.settled();
        } catch (OrkaFailure e) { // the host must not change anything
            problems.add(e.line());
            return false;
        }
    }

    Map<String, Long> pluginStates() {
        return counted(plugins, plugin -> plugin.state());
    }

    Map<String, Long> bundleStates() {
        return counted(bundles, EngineBundle::state);
    }

    private static <T> Map<String, Long> counted(List<T> all, Function<T, Enum<?>> state) {
        return all.stream()
                .collect(Collectors.groupingBy(one -> state.apply(one).name(), TreeMap::new, Collectors.counting()));
    }
}
