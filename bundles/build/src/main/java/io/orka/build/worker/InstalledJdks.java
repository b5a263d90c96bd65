package io.orka.build.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JDKs of this machine in the usual directories. */
final class InstalledJdks {

    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?(\\d+)");

    private InstalledJdks() {}

    /** Describes the JDKs of the given version or later. */
    static String from(int version) {
        Path user = Path.of(System.getProperty("user.home"));
        List<Path> places =
                List.of(Path.of("/usr/lib/jvm"), user.resolve(".sdkman/candidates/java"), user.resolve(".jdks"));
        String found = places.stream()
                .flatMap(InstalledJdks::children)
                .filter(home -> version(home) >= version && Files.isExecutable(home.resolve("bin/javac")))
                .map(Path::toString)
                .distinct()
                .collect(Collectors.joining(", "));
        return found.isEmpty()
                ? "no JDK " + version + " or later was found on this machine"
                : "suitable JDKs on this machine: " + found;
    }

    private static Stream<Path> children(Path place) {
        try (Stream<Path> all = Files.list(place)) {
            return all.map(InstalledJdks::real).sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Path real(Path home) {
        try {
            return home.toRealPath();
        } catch (IOException e) {
            return home;
        }
    }

    private static int version(Path home) {
        try {
            Matcher matcher = VERSION.matcher(Files.readString(home.resolve("release")));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
