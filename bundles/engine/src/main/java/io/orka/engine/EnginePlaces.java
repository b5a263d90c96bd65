package io.orka.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directories of the engine bundles of one host. A directory may be missing.
 *
 * @param bundles the jar files
 * @param configurations configuration files, {@code *.json} and {@code *.cfg}
 * @param otherFiles other files in {@code configurations}
 * @param data one directory for each symbolic name, kept across restarts
 * @param run copies of the jar files that ran last; used only by this module
 * @param shipped jar files of the host that engine bundles use, such as declarative services
 */
public record EnginePlaces(Path bundles, Path configurations, Set<Path> otherFiles, Path data, Path run, Path shipped) {

    /** Makes the paths absolute. */
    public EnginePlaces {
        bundles = absolute(bundles);
        configurations = absolute(configurations);
        data = absolute(data);
        run = absolute(run);
        shipped = absolute(shipped);
        List<Path> others = otherFiles.stream().map(EnginePlaces::absolute).toList();
        otherFiles = Set.copyOf(Stream.concat(
                        others.stream(), Stream.of("plugins.json", "host.json").map(configurations::resolve))
                .toList());
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
