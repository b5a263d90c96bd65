package io.orka.benchmarks;

import io.orka.benchmarks.report.Circumstances;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * Reads the properties of the machine.
 *
 * @param installations the measured programs
 * @param command the command line
 * @param commit the measured commit, read before the first result changes the work tree
 */
record Surroundings(Installations installations, String command, String commit) {

    private static final long GIBIBYTE = 1L << 30;

    static Surroundings of(Installations installations, String command) throws IOException, InterruptedException {
        return new Surroundings(installations, command, commit(installations.directory()));
    }

    Circumstances now() throws IOException {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        String machine = "%s, %d cores, %d GiB, %s %s"
                .formatted(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        Math.round((double) system.getTotalMemorySize() / GIBIBYTE),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"));
        return new Circumstances(
                LocalDate.now(ZoneOffset.UTC).toString(),
                command,
                commit,
                machine,
                system.getSystemLoadAverage(),
                installations.jdks().stream().map(Jdk::words).toList());
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static String commit(Path directory) throws IOException, InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String printed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? printed : "unknown";
        } catch (IOException e) {
            return "unknown";
        }
    }
}
