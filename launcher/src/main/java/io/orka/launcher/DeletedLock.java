package io.orka.launcher;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the process that holds a lock on a file that was deleted since, and so keeps nobody out of a new file of that name.
 * Finds nobody where there is no {@code /proc}.
 */
final class DeletedLock {

    private static final Path PROC = Path.of("/proc");

    /** Such as {@code 1: POSIX  ADVISORY  WRITE 29474 fe:00:9986062 0 EOF}; one that waits has an arrow before the kind. */
    private static final Pattern HELD = Pattern.compile("\\d+: +POSIX +\\S+ +WRITE +(\\d+) .*");

    private DeletedLock() {}

    /** The process that holds a lock on a deleted file that was at this real path. */
    static OptionalLong holder(Path file) {
        String deleted = file + " (deleted)";
        return holders().stream()
                .mapToLong(Long::longValue)
                .filter(pid -> hasOpen(pid, deleted))
                .findFirst();
    }

    private static Set<Long> holders() {
        try (Stream<String> locks = Files.lines(PROC.resolve("locks"))) {
            return locks.map(HELD::matcher)
                    .filter(Matcher::matches)
                    .map(held -> Long.parseLong(held.group(1)))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** A process of another user cannot be looked at, and cannot have the home of this one. */
    private static boolean hasOpen(long pid, String name) {
        Path descriptors = PROC.resolve(Long.toString(pid)).resolve("fd");
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : open) {
                if (leadsTo(descriptor, name)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }

    private static boolean leadsTo(Path descriptor, String name) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(name);
        } catch (IOException closed) {
            return false;
        }
    }
}
