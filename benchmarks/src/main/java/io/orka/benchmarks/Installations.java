package io.orka.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The locations of the measured programs.
 *
 * @param directory the directory {@code benchmarks} of the repository
 * @param distribution Orka's unpacked distribution
 * @param jdks one JDK for each feature version
 * @param karaf the unpacked Karaf; empty if it was not downloaded
 */
record Installations(Path directory, Path distribution, List<Jdk> jdks, Optional<Path> karaf) {

    private static final String KARAF = "target/peers/apache-karaf-";

    /** Finds the programs. The working directory is the repository's root or this module's directory. */
    static Installations find() {
        Path here = Path.of("").toAbsolutePath();
        Path directory = Files.isDirectory(here.resolve("benchmarks")) ? here.resolve("benchmarks") : here;
        Path karaf = directory.resolve(KARAF + Peers.KARAF);
        return new Installations(
                directory,
                Path.of(System.getProperty("orka.distribution", "")),
                Jdk.installed(),
                Files.isDirectory(karaf) ? Optional.of(karaf) : Optional.empty());
    }
}
