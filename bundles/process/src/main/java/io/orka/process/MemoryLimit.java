package io.orka.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How much memory a process may take. It is looked at with each heartbeat, and what is taken faster than that meets a
 * limit of the system's, which counts what is mapped and not what is used.
 *
 * @param bytes the most that it may use for itself; files that are mapped do not count
 * @param mapped the most that it may map for itself
 */
public record MemoryLimit(long bytes, long mapped) {

    private static final Pattern USED = Pattern.compile("(?m)^Rss(?:Anon|Shmem):\\s+([0-9]+) kB");
    private static final int KILOBYTE = 10;

    /** What a process uses now, in bytes; zero where that cannot be seen. */
    static long used(long pid) {
        try {
            String status =
                    Files.readString(Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.ISO_8859_1);
            return USED.matcher(status)
                            .results()
                            .map((MatchResult line) -> line.group(1))
                            .mapToLong(Long::parseLong)
                            .sum()
                    << KILOBYTE;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The limit in words, such as {@code 64m}. */
    String text() {
        return (bytes >> 20) + "m";
    }
}
