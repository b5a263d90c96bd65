package io.orka.process;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The environment, limits and files of a process.
 *
 * @param variables the variables of the plugin's entry. The values are resolved from the host's environment when a
 *     process starts, and may be secrets. A value that cannot be resolved throws a {@link ProcessFailure}
 * @param settings the variables that Orka sets for the limits
 * @param limit the memory limit, or {@code null}
 * @param files the directory of which the process gets a read-only copy, or {@code null}
 * @param debug whether a debugger can attach, which can make the process miss heartbeats
 */
public record Setup(
        Map<String, Function<Map<String, String>, String>> variables,
        Map<String, String> settings,
        @Nullable MemoryLimit limit,
        @Nullable Path files,
        boolean debug) {

    private static final Setup NOTHING = new Setup(Map.of(), Map.of(), null, null, false);

    /** Checks that no required value is null. */
    public Setup {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables)); // a copy in the original order
        settings = Map.copyOf(settings);
    }

    /**
     * Returns an empty setup.
     *
     * @return the shared instance
     */
    public static Setup nothing() {
        return NOTHING;
    }
}
