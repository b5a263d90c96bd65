package io.orka.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number that a process hands on to all it starts, whatever environment and session they have, and whether or not their
 * parents are still there: its soft limit for the time that real-time threads may compute, which nobody else sets. As a
 * limit it means nothing, since it is longer than a hundred thousand years.
 */
final class Brand {

    /** Less than that is no brand. */
    static final long LEAST = 1L << 62;

    /** How many brands a host has. */
    static final long OF_A_HOST = 1L << 24;

    private static final long HOSTS = LEAST / OF_A_HOST;
    private static final Pattern LIMIT = Pattern.compile("(?m)^Max realtime timeout +([0-9]{19}) ");

    private Brand() {}

    /** The first brand of a host. */
    static long first(UUID host) {
        return LEAST + Math.floorMod(host.getMostSignificantBits() ^ host.getLeastSignificantBits(), HOSTS) * OF_A_HOST;
    }

    /** The brand in a text from {@code /proc/<pid>/limits}; zero where there is none. */
    static long in(String limits) {
        Matcher limit = LIMIT.matcher(limits);
        return limit.find() ? Long.parseLong(limit.group(1)) : 0;
    }

    /** The brand of a process; zero where it has none, is gone, or is not to be seen. */
    static long of(Path process) {
        try {
            return in(new String(Files.readAllBytes(process.resolve("limits")), ISO_8859_1));
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
