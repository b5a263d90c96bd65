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

/** How the registry file is, in words and as JSON-like data. */
public final class RegistryWords {

    private RegistryWords() {}

    /** What is wrong with the file, and what is odd about it as a whole. */
    static void print(RegistryHealth health, Console console) {
        if (health.problem() != null) {
            console.println(Tint.RED, problem(health.problem()));
        }
        health.ofTheFile().forEach(warning -> console.println(Tint.YELLOW, warning(warning)));
        if (!health.pending().isEmpty()) {
            console.println(Tint.YELLOW, pending(health));
        }
    }

    /** The same, and what is odd about its entries. */
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
     * What is odd about plugins themselves, apart from their entries in the registry.
     *
     * @param plugins all of them
     * @param health how the registry is
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
     * What is wrong with the file, and all that is odd about it.
     *
     * @param health how it is
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
     * What waits for {@code orka:apply}.
     *
     * @param health how it is
     * @return one line, or none
     */
    public static List<String> waiting(RegistryHealth health) {
        return health.pending().isEmpty() ? List.of() : List.of(pending(health));
    }

    static String problem(OrkaFailure problem) {
        return "registry " + FailureLine.of(problem);
    }

    static String pending(RegistryHealth health) {
        return "registry: it was edited, and waits for orka:apply: " + Listed.of(health.pending());
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
