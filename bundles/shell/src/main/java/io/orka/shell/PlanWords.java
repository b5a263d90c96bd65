package io.orka.shell;

import io.orka.identity.Listed;
import io.orka.identity.PluginKey;
import io.orka.plugins.Change;
import io.orka.plugins.Failure;
import io.orka.plugins.Forecast;
import io.orka.plugins.Plan;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Supply;
import io.orka.registry.PluginEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes of a plan, in words and as JSON-like data. */
final class PlanWords {

    private PlanWords() {}

    /**
     * Prints a plan.
     *
     * @param plugins all plugins; failed plugins are retried, even if their entries do not change
     * @param same the text to print if the plan has no changes
     */
    static void print(Forecast forecast, List<PluginStatus> plugins, String same, Console console) {
        Map<PluginKey, Failure> failures = failures(plugins);
        Plan plan = forecast.plan();
        if (forecast.registry().problem() != null) {
            console.println("Nothing can be applied until the registry file is fixed.");
        } else if (plan.changes().isEmpty() && failures.isEmpty()) {
            console.println("No changes. " + same + ".");
        }
        for (Change change : plan.changes()) {
            print(change, forecast, console);
        }
        failures.forEach((key, failure) -> console.println(
                Tint.RED, (changes(plan, key) ? "! failed " : "! retry ") + FailureLine.of(key, failure)));
        if (forecast.held()) {
            console.println(
                    Tint.YELLOW, "Most plugins would be removed. They stay active until you run orka:apply --confirm.");
        }
        if (forecast.supplies().values().stream().anyMatch(SupplyWords::isUncertain)) {
            console.println("Orka checks whether a version exists and builds only when it fetches it.");
        }
        RegistryWords.printAll(forecast.registry(), console);
        RegistryWords.warnings(plugins, forecast.registry()).forEach(line -> console.println(Tint.YELLOW, line));
    }

    private static void print(Change change, Forecast forecast, Console console) {
        Supply supply = forecast.supplies().get(change.key());
        if (change instanceof Change.Install install) {
            console.println(Tint.GREEN, "+ install " + change.key() + " from " + from(install.entry(), supply));
        } else if (change instanceof Change.Replace replace) {
            console.println(
                    Tint.YELLOW,
                    "~ replace " + keys(replace) + " with " + change.key() + " from " + from(replace.entry(), supply));
        } else if (change instanceof Change.Update update) {
            console.println(Tint.YELLOW, "~ update " + change.key() + " from " + from(update.entry(), supply));
        } else if (change instanceof Change.Adjust) {
            console.println(Tint.YELLOW, "~ adjust " + change.key() + " (limits and probe)");
        } else {
            console.println(Tint.RED, "- remove " + change.key());
        }
    }

    private static boolean changes(Plan plan, PluginKey key) {
        return plan.changes().stream().anyMatch(change -> change.key().equals(key));
    }

    static Map<String, @Nullable Object> json(Forecast forecast, List<PluginStatus> plugins) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("changes", changes(forecast, failures(plugins)));
        data.put("held", forecast.held());
        data.put("registry", RegistryWords.json(forecast.registry()));
        data.put("warnings", RegistryWords.warnings(plugins, forecast.registry()));
        return data;
    }

    private static Map<PluginKey, Failure> failures(List<PluginStatus> plugins) {
        Map<PluginKey, Failure> failures = new LinkedHashMap<>();
        for (PluginStatus plugin : plugins) {
            Failure failure = plugin.failure();
            if (failure != null) {
                failures.put(plugin.key(), failure);
            }
        }
        return failures;
    }

    private static List<Map<String, Object>> changes(Forecast forecast, Map<PluginKey, Failure> failures) {
        Plan plan = forecast.plan();
        List<Map<String, Object>> changes = new ArrayList<>();
        for (Change change : plan.changes()) {
            Map<String, Object> data = json(change);
            Supply supply = forecast.supplies().get(change.key());
            if (supply != null) {
                data.put("source", supply.name());
                data.put("network", SupplyWords.network(supply));
            }
            Failure failure = failures.get(change.key());
            if (failure != null) {
                data.put("failure", StatusJson.failure(failure));
            }
            changes.add(data);
        }
        failures.forEach((key, failure) -> {
            if (!changes(plan, key)) {
                Map<String, Object> data = new LinkedHashMap<>();
                data.put("change", "RETRY");
                data.put("key", key.toString());
                data.put("failure", StatusJson.failure(failure));
                changes.add(data);
            }
        });
        return changes;
    }

    private static Map<String, Object> json(Change change) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("change", change.getClass().getSimpleName().toUpperCase(Locale.ROOT));
        data.put("key", change.key().toString());
        if (change instanceof Change.Replace replace) {
            data.put(
                    "replaces",
                    replace.replaced().stream()
                            .map(PluginKey::toString)
                            .sorted()
                            .toList());
        }
        return data;
    }

    private static String keys(Change.Replace replace) {
        return Listed.of(
                replace.replaced().stream().map(PluginKey::toString).sorted().toList());
    }

    private static String from(PluginEntry entry, @Nullable Supply supply) {
        return entry.repo()
                + (entry.ref() == null ? "" : " at " + entry.ref())
                + (entry.path().isEmpty() ? "" : " in " + entry.path())
                + (supply == null ? "" : ": " + SupplyWords.of(supply));
    }
}
