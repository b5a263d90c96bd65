package io.orka.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number that identifies the processes of a host: the value of their soft limit RLIMIT_RTTIME, which all descendants
 * inherit, independent of environment, session and parent. Other programs hardly use RLIMIT_RTTIME. The limit has no
 * effect, since it is longer than a hundred thousand years.
 */
final class LimitMark {

    /** The smallest limit mark. */
    static final long LEAST = 1L << 62;

    /** The number of limit marks per host. */
    static final long OF_A_HOST = 1L << 24;

    private static final long HOSTS = LEAST / OF_A_HOST;
    private static final Pattern LIMIT = Pattern.compile("(?m)^Max realtime timeout +([0-9]{19}) ");

    private LimitMark() {}

    /** Returns the first limit mark of a host. */
    static long first(UUID host) {
        return LEAST + Math.floorMod(host.getMostSignificantBits() ^ host.getLeastSignificantBits(), HOSTS) * OF_A_HOST;
    }

    /** Parses {@code /proc/<pid>/limits} and returns the limit mark, or zero if the process has none. */
    static long in(String limits) {
        Matcher limit = LIMIT.matcher(limits);
        return limit.find() ? Long.parseLong(limit.group(1)) : 0;
    }

    /** Returns the limit mark of a process, or zero if the process has none, has exited, or is not accessible. */
    static long of(Path process) {
        try {
            return in(new String(Files.readAllBytes(process.resolve("limits")), ISO_8859_1));
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
