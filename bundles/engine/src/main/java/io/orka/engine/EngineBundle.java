package io.orka.engine;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One jar file of the directory and its bundle.
 *
 * @param name the bundle's symbolic name; the file name if the jar contains no symbolic name
 * @param version the version of the installed bundle, or else of the jar; empty if the jar contains no version
 * @param file the file name
 * @param state the state of the bundle
 * @param failure the reason why the bundle or a part of it is not running, or could not be updated; {@code null} if
 *     nothing failed
 * @param note a remark, such as that a higher version is running; otherwise empty
 * @param since the time at which the bundle entered this state
 * @param components the bundle's components of declarative services, sorted by name
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
