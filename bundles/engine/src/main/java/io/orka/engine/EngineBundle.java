package io.orka.engine;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One jar file of the directory and what became of it.
 *
 * @param name the bundle's symbolic name; that of the file where the jar has none
 * @param version the version of the bundle that is installed, or of the jar where none is; empty where the jar has none
 * @param file the file's name
 * @param state what the bundle does
 * @param failure why it, or part of it, does not run, or could not be updated; {@code null} when nothing failed
 * @param note what else is to be known, such as that a higher version runs; empty otherwise
 * @param since when it came into this state
 * @param components its components of declarative services, by name
 */
public record EngineBundle(
        String name,
        String version,
        String file,
        EngineState state,
        @Nullable EngineFailure failure,
        String note,
        Instant since,
        List<EngineComponent> components) {

    /** Checks for null and copies. */
    public EngineBundle {
        requireNonNull(name, "name is null");
        requireNonNull(version, "version is null");
        requireNonNull(file, "file is null");
        requireNonNull(state, "state is null");
        requireNonNull(note, "note is null");
        requireNonNull(since, "since is null");
        components = List.copyOf(components);
    }
}
