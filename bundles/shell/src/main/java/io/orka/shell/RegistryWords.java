package io.orka.shell;

import io.orka.identity.Listed;
import io.orka.identity.OrkaFailure;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.RegistryHealth;
import io.orka.registry.RegistryWarning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state of the registry file, as text and as JSON-like data. */
public final class RegistryWords {

    private RegistryWords() {}

    /** Prints the problem of the file, warnings about the whole file, and pending changes. */
    static void print(RegistryHealth health, Console console) {
        if (health.problem() != null) {
            console.println(Tint.RED, problem(health.problem()));
        }
        health.ofTheFile().forEach(warning -> console.println(Tint.YELLOW, warning(warning)));
        if (!health.pending().isEmpty()) {
            console.println(Tint.YELLOW, pending(health));
        }
    }

    /** Prints the state of the file, with the warnings of its entries. */
    static void printAll(RegistryHealth health, Console console) {
        if (health.problem() != null) {
            console.println(Tint.RED, problem(health.problem()));
        }
        health.warnings().forEach(warning -> console.println(Tint.YELLOW, warning(warning.text())));
        if (!health.pending().isEmpty()) {
            console.println(Tint.YELLOW, pending(health));
        }
    }

    /**
     * Returns the warnings of plugins other than warnings about registry entries.
     *
     * @param plugins all plugins
     * @param health the state of the registry
     * @return one line each
     */
    public static List<String> warnings(List<PluginStatus> plugins, RegistryHealth health) {
        Set<String> ofTheRegistry =
                health.warnings().stream().map(RegistryWarning::text).collect(Collectors.toSet());
        return plugins.stream()
                .flatMap(plugin -> plugin.warnings().stream()
                        .filter(text -> !ofTheRegistry.contains(text))
                        .map(text -> plugin.key() + " warning: " + text))
                .toList();
    }

    /**
     * Returns the problem and all warnings of the file.
     *
     * @param health the state of the registry
     * @return one line each; none for a file without problems
     */
    public static List<String> lines(RegistryHealth health) {
        List<String> lines = new ArrayList<>();
        if (health.problem() != null) {
            lines.add(problem(health.problem()));
        }
        health.warnings().forEach(warning -> lines.add(warning(warning.text())));
        return List.copyOf(lines);
    }

    /**
     * Returns the changes that {@code orka:apply} would apply.
     *
     * @param health the state of the registry
     * @return one line, or none
     */
    public static List<String> waiting(RegistryHealth health) {
        return health.pending().isEmpty() ? List.of() : List.of(pending(health));
    }

    static String problem(OrkaFailure problem) {
        return "registry " + FailureLine.of(problem);
    }

    static String pending(RegistryHealth health) {
        return "registry: edited; run orka:apply to apply: " + Listed.of(health.pending());
    }

    private static String warning(String text) {
        return "registry warning: " + text;
    }

    static Map<String, @Nullable Object> json(RegistryHealth health) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("problem", problemJson(health));
        data.put(
                "warnings",
                health.warnings().stream().map(RegistryWarning::text).toList());
        data.put("pending", health.pending());
        return data;
    }

    static @Nullable Map<String, Object> problemJson(RegistryHealth health) {
        OrkaFailure problem = health.problem();
        if (problem == null) {
            return null;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("code", problem.code());
        data.put("reason", problem.reason());
        data.put("remedy", problem.remedy());
        return data;
    }
}
