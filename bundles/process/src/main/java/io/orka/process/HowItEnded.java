package io.orka.process;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The end of a process.
 *
 * @param how such as {@code it was killed by signal 9}
 * @param lastLines the last lines of its standard error, the oldest first
 */
record HowItEnded(String how, List<String> lastLines) {

    private static final int SIGNAL = 128;

    /** How the line of a JVM's crash begins that says why. */
    private static final String CRASH = "#  ";

    HowItEnded {
        requireNonNull(how, "how is null");
        lastLines = List.copyOf(lastLines);
    }

    static String words(int exitCode) {
        return exitCode > SIGNAL ? "it was killed by signal " + (exitCode - SIGNAL) : "it exited with code " + exitCode;
    }

    static boolean tellOfCrash(List<String> lines) {
        return lines.stream().anyMatch(line -> line.startsWith("# A fatal error has been detected"));
    }

    /** In one line, with the most telling of the last ones: a panic's or a crash's first line, or else the last. */
    String line() {
        return crash().or(() -> lastLines.stream()
                        .filter(line -> line.startsWith("panic:") || line.startsWith("fatal error:"))
                        .reduce((first, second) -> second))
                .or(() -> lastLines.stream().filter(line -> !line.isBlank()).reduce((first, second) -> second))
                .map(line -> how + "; it said: " + line)
                .orElse(how);
    }

    /** What a crashed JVM says of its crash. */
    private Optional<String> crash() {
        return tellOfCrash(lastLines)
                ? lastLines.stream()
                        .filter(line -> line.startsWith(CRASH))
                        .findFirst()
                        .map(line -> line.substring(CRASH.length()))
                : Optional.empty();
    }

    /** All last lines, as the cause of an exception. */
    RemoteStack stack() {
        return new RemoteStack("the last lines of its standard error:\n" + String.join("\n", lastLines));
    }
}
