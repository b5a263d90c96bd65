package io.orka.launcher;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the process that holds a lock on a deleted file, or a read lock. These locks do not exclude other processes.
 * Finds no process if {@code /proc} is missing. Each start of a host uses this class, so it has loops instead of
 * streams, whose first use takes milliseconds.
 */
final class LockHolders {

    private static final Path PROC = Path.of("/proc");

    /**
     * A line of {@code /proc/locks}, such as {@code 1: POSIX ADVISORY WRITE 29474 fe:00:9986062 0 EOF}; a waiting lock
     * has an arrow before the kind.
     */
    private static final Pattern HELD = Pattern.compile("\\d+: +POSIX +\\S+ +(READ|WRITE) +(\\d+) .*");

    private LockHolders() {}

    /** Returns the process that holds a lock on a deleted file that was at this real path. */
    static OptionalLong ofDeleted(Path file) {
        String deleted = file + " (deleted)";
        return first(
                "WRITE",
                descriptor -> Files.readSymbolicLink(descriptor).toString().equals(deleted));
    }

    /** Returns another process that holds a read lock on this file, under any path. */
    static OptionalLong ofReadable(Path file) throws IOException {
        Object number = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return first(
                "READ",
                descriptor -> Objects.equals(
                        Files.readAttributes(descriptor, BasicFileAttributes.class)
                                .fileKey(),
                        number));
    }

    private interface Leads {
        boolean there(Path descriptor) throws IOException;
    }

    private static OptionalLong first(String kind, Leads leads) {
        long self = ProcessHandle.current().pid();
        for (String line : locks()) {
            Matcher held = HELD.matcher(line);
            if (held.matches() && held.group(1).equals(kind)) {
                long pid = Long.parseLong(held.group(2));
                if (pid != self && hasOpen(pid, leads)) {
                    return OptionalLong.of(pid);
                }
            }
        }
        return OptionalLong.empty();
    }

    private static List<String> locks() {
        try {
            return Files.readAllLines(PROC.resolve("locks"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * Returns whether a process has the file open. A process of another user cannot be inspected, and cannot use the
     * home of this user.
     */
    private static boolean hasOpen(long pid, Leads leads) {
        Path descriptors = PROC.resolve(Long.toString(pid)).resolve("fd");
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : open) {
                if (isThere(leads, descriptor)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }

    private static boolean isThere(Leads leads, Path descriptor) {
        try {
            return leads.there(descriptor);
        } catch (IOException closed) {
            return false;
        }
    }
}
