package io.orka.shell;

import io.orka.plugins.Change;
import io.orka.plugins.Plan;
import io.orka.registry.Listed;
import io.orka.registry.PluginEntry;
import io.orka.registry.PluginKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What would change, in words and as JSON-like data. */
final class PlanWords {

    private PlanWords() {}

    static void print(Plan plan, Console console) {
        if (plan.changes().isEmpty()) {
            console.println("Nothing to do: what runs is what is registered.");
        }
        for (Change change : plan.changes()) {
            if (change instanceof Change.Install install) {
                console.println(Tint.GREEN, "+ install " + change.key() + " from " + from(install.entry()));
            } else if (change instanceof Change.Replace replace) {
                console.println(
                        Tint.YELLOW,
                        "~ replace " + keys(replace) + " by " + change.key() + " from " + from(replace.entry()));
            } else if (change instanceof Change.Update update) {
                console.println(Tint.YELLOW, "~ update " + change.key() + " from " + from(update.entry()));
            } else if (change instanceof Change.Adjust) {
                console.println(Tint.YELLOW, "~ adjust " + change.key() + " to its limits and probe");
            } else {
                console.println(Tint.RED, "- remove " + change.key());
            }
        }
    }

    static List<Map<String, Object>> json(Plan plan) {
        return plan.changes().stream().map(PlanWords::json).toList();
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

    private static String from(PluginEntry entry) {
        return entry.repo()
                + (entry.ref() == null ? "" : " at " + entry.ref())
                + (entry.path().isEmpty() ? "" : " in " + entry.path());
    }
}
