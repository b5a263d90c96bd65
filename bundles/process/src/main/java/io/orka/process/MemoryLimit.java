package io.orka.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The memory limit of a process. Orka checks the used memory several times a second. A limit of the operating system,
 * which counts mapped memory, stops processes that allocate faster.
 *
 * @param bytes the maximum of used memory, without mapped files
 * @param mapped the maximum of mapped memory
 */
public record MemoryLimit(long bytes, long mapped) {

    private static final Pattern USED = Pattern.compile("(?m)^Rss(?:Anon|Shmem):\\s+([0-9]+) kB");
    private static final int KILOBYTE = 10;

    /** Returns the memory that a process uses now, in bytes; zero if the memory cannot be determined. */
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

    /** Returns the limit in the syntax of an entry, such as {@code 64m}. */
    String text() {
        return (bytes >> 20) + "m";
    }
}
