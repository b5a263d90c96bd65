package io.orka.shell;

import io.orka.engine.EngineBundle;
import io.orka.engine.EngineBundles;
import io.orka.identity.NearestName;
import io.orka.identity.OrkaFailure;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import io.orka.plugins.RegistryHealth;
import java.time.Clock;
import java.util.List;

/** {@code orka:why}. */
record WhyCommand(Plugins plugins, EngineBundles engine, Clock clock) implements Command {

    private static final Usage USAGE = new Usage(
                    "why",
                    "KEY",
                    "Explain the state of a plugin or an engine bundle, and how to fix a problem.",
                    Slot.EXPLAINED)
            .argument("KEY", "The plugin, such as hello or hello@v0.1.0, or the symbolic name of an engine bundle.")
            .example("orka:why hello")
            .example("orka:why hello@v0.1.0");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) {
        String key = Words.exactly(1, USAGE, words).plain().get(0);
        RegistryHealth registry = plugins.registry();
        List<PluginStatus> concerned;
        try {
            concerned = Concerned.of(plugins, key);
        } catch (OrkaFailure unknown) {
            RegistryWords.print(registry, console); // the registry may be the reason
            explainBundles(key, unknown, console);
            return;
        }
        concerned.forEach(plugin -> WhyWords.print(plugin, plugins, clock.instant(), console));
        RegistryWords.print(registry, console);
    }

    private void explainBundles(String name, OrkaFailure unknown, Console console) {
        List<EngineBundle> named = engine.bundles().stream()
                .filter(bundle -> bundle.name().equals(name))
                .toList();
        if (named.isEmpty()) {
            throw NearestName.of(
                            name,
                            engine.bundles().stream().map(EngineBundle::name).toList())
                    .<RuntimeException>map(near -> new ShellFailure(
                            unknown.code(), unknown.reason(), "Did you mean the engine bundle '" + near + "'?"))
                    .orElse(unknown);
        }
        named.forEach(bundle -> EngineWords.printWhy(bundle, clock.instant(), console));
    }
}
