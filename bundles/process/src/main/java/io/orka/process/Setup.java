package io.orka.process;

import static java.util.Objects.requireNonNull;

import io.orka.registry.ProcessVariable;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process is given beside its command.
 *
 * @param variables those of its plugin's entry
 * @param settings variables that Orka sets for its limits
 * @param limit the memory it may take, or {@code null}
 * @param files the directory of which it gets a copy to read, or {@code null}
 * @param debug whether a debugger may look into it, which makes it look dead at times
 */
public record Setup(
        Map<String, ProcessVariable> variables,
        Map<String, String> settings,
        @Nullable MemoryLimit limit,
        @Nullable Path files,
        boolean debug) {

    private static final Setup NOTHING = new Setup(Map.of(), Map.of(), null, null, false);

    /** Checks that nothing required is missing. */
    public Setup {
        requireNonNull(variables, "variables is null");
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
