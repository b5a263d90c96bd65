package io.orka.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JDK on this machine.
 *
 * @param home the JDK's directory
 * @param feature 17, 25 and so on
 * @param words version and vendor
 */
record Jdk(Path home, int feature, String words) {

    /** Returns the JDK of this process. */
    static Jdk current() {
        return of(Path.of(System.getProperty("java.home"))).orElseThrow();
    }

    /** Returns one JDK for each feature version from 17 on: this process's first, then those in usual directories. */
    static List<Jdk> installed() {
        List<Path> homes = new ArrayList<>();
        homes.add(Path.of(System.getProperty("java.home")));
        Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
        for (Path directory : List.of(
                Path.of("/usr/lib/jvm"),
                Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"),
                Path.of(System.getProperty("user.home"), ".jdks"))) {
            try (Stream<Path> children = Files.isDirectory(directory) ? Files.list(directory) : Stream.empty()) {
                children.sorted().forEach(homes::add);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        TreeMap<Integer, Jdk> found = new TreeMap<>();
        homes.forEach(home -> of(home).ifPresent(jdk -> found.putIfAbsent(jdk.feature, jdk)));
        return found.values().stream()
                .filter(jdk -> jdk.feature >= 17)
                .sorted(Comparator.comparingInt(Jdk::feature))
                .toList();
    }

    private static Optional<Jdk> of(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isRegularFile(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        String version = properties
                .getProperty("JAVA_RUNTIME_VERSION", properties.getProperty("JAVA_VERSION", "0"))
                .replace("\"", "");
        String vendor = properties.getProperty("IMPLEMENTOR", "").replace("\"", "");
        return Optional.of(new Jdk(home, Runtime.Version.parse(version).feature(), "JDK " + version + ", " + vendor));
    }
}
