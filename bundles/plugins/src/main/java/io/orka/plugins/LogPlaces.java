package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import java.nio.file.Path;

/**
 * Where the logs of plugins are: the directories of all, or the files of one.
 *
 * @param build what its build said
 * @param output what it prints and logs, in the host's JVM or in a process of its own; the older half is beside it, with
 *     {@code .1} behind its name
 */
public record LogPlaces(Path build, Path output) {

    /** Checks that nothing is missing. */
    public LogPlaces {
        requireNonNull(build, "build is null");
        requireNonNull(output, "output is null");
    }

    /** The files of one plugin; they need not exist. */
    LogPlaces of(PluginKey key) {
        String name = key.directoryName() + ".log";
        return new LogPlaces(build.resolve(name), output.resolve(name));
    }
}
