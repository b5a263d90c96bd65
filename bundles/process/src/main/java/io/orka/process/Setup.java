package io.orka.process;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a process is given beside its command.
 *
 * @param variables those of its plugin's entry: their values are made from the host's environment when a process starts, and
 *     may be secrets. One that cannot be made throws a {@link ProcessFailure}
 * @param settings variables that Orka sets for its limits
 * @param limit the memory it may take, or {@code null}
 * @param files the directory of which it gets a copy to read, or {@code null}
 * @param debug whether a debugger may look into it, which makes it look dead at times
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
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables)); // in their order
        settings = Map.copyOf(settings);
    }

    /**
     * Nothing.
     *
     * @return always the same
     */
    public static Setup nothing() {
        return NOTHING;
    }
}
