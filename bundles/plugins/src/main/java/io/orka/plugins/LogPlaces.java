package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import java.nio.file.Path;

/**
 * The paths of the logs of plugins: the directories of all plugins, or the files of one plugin.
 *
 * @param build the build log
 * @param output the output and the log messages of the plugin, in the host's JVM or in a separate process; the older
 *     half is in a second file, with {@code .1} appended to the name
 */
public record LogPlaces(Path build, Path output) {

    /** Checks for null. */
    public LogPlaces {
        requireNonNull(build, "build is null");
        requireNonNull(output, "output is null");
    }

    /** Returns the files of one plugin, which may be missing. */
    LogPlaces of(PluginKey key) {
        String name = key.directoryName() + ".log";
        return new LogPlaces(build.resolve(name), output.resolve(name));
    }
}
