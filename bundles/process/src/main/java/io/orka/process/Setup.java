package io.orka.process;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Environment, limits and files of a process.
 *
 * @param variables the variables of its plugin's entry: their values are resolved from the host's environment when a
 *     process starts, and may be secrets. One that cannot be resolved throws a {@link ProcessFailure}
 * @param settings variables that Orka sets for its limits
 * @param limit its memory limit, or {@code null}
 * @param files the directory of which it gets a read-only copy, or {@code null}
 * @param debug whether a debugger can attach, which can make it miss heartbeats
 */
public record Setup(
        Map<String, Function<Map<String, String>, String>> variables,
        Map<String, String> settings,
        @Nullable MemoryLimit limit,
        @Nullable Path files,
        boolean debug) {

    private static final Setup NOTHING = new Setup(Map.of(), Map.of(), null, null, false);

    /** Checks that nothing required is missing. */
    public Setup {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables)); // keeps their order
        settings = Map.copyOf(settings);
    }

    /**
     * No setup.
     *
     * @return the shared instance
     */
    public static Setup nothing() {
        return NOTHING;
    }
}
