package io.orka.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mark by which Orka finds all processes of a plugin on Linux, including processes that left the process group, have
 * another parent, or were left by a killed host. The mark is an inherited environment variable, plus a
 * {@link LimitMark} for processes that were started with another environment.
 *
 * @param value the prefix of the variable's value
 * @param limitMark the first limit mark
 * @param limitMarks the number of limit marks
 */
record ProcessMark(String value, long limitMark, long limitMarks) {

    static final String VARIABLE = "ORKA_PROCESS";

    private static final Logger LOG = LoggerFactory.getLogger(ProcessMark.class);
    private static final Path PROC = Path.of("/proc");
    private static final int ROUNDS = 500;
    private static final Duration PAUSE = Duration.ofMillis(4);

    ProcessMark {
        requireNonNull(value, "value is null");
    }

    /** Returns the mark of all processes that a host ever starts. */
    static ProcessMark ofHost(UUID host) {
        return new ProcessMark(host + "/", LimitMark.first(host), LimitMark.OF_A_HOST);
    }

    /**
     * Returns the mark of one process of a host.
     *
     * @param number distinguishes the processes of the host; numbers far apart may have the same limit mark
     */
    ProcessMark fresh(int number) {
        return new ProcessMark(value + UUID.randomUUID(), limitMark + Math.floorMod(number, limitMarks), 1);
    }

    /**
     * Kills all processes with the mark and waits for their exit. Kills in rounds, since a process may fork during the
     * search. Processes of another user cannot be killed, so this method does not wait for them.
     */
    void endAll() {
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> marked = marked();
            if (marked.isEmpty()) {
                return;
            }
            long refused = marked.stream()
                    .filter(process -> !process.destroyForcibly() && process.isAlive())
                    .count();
            if (refused == marked.size()) {
                break;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        LOG.warn("Could not kill processes of a plugin: {}", marked());
    }

    /** Returns the running processes with the mark; empty without a file system {@code /proc}. */
    Set<ProcessHandle> marked() {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return Set.of();
        }
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .flatMap(process -> running(process).stream())
                    .collect(Collectors.toSet());
        } catch (IOException | UncheckedIOException e) {
            return Set.of();
        }
    }

    /**
     * Returns the handle of a running process with the mark. Gets the handle before the checks, since a handle contains
     * the start time and so never affects a new process with the same pid.
     */
    private Optional<ProcessHandle> running(Path process) {
        long pid = Long.parseLong(process.getFileName().toString());
        return ProcessHandle.of(pid)
                .filter(handle -> pid != ProcessHandle.current().pid())
                .filter(handle -> bearsMark(process) && isRunning(process));
    }

    private boolean bearsMark(Path process) {
        long found = LimitMark.of(process);
        return (found >= limitMark && found < limitMark + limitMarks) || hasVariable(process);
    }

    /**
     * Returns whether a process has the variable; {@code false} if its environment cannot be read, such as after its
     * exit.
     */
    private boolean hasVariable(Path process) {
        try {
            String environment = new String(Files.readAllBytes(process.resolve("environ")), ISO_8859_1);
            return ('\0' + environment).contains('\0' + VARIABLE + '=' + value);
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns whether a process is running. A zombie process has ended and cannot be killed. */
    private static boolean isRunning(Path process) {
        try {
            String state = new String(Files.readAllBytes(process.resolve("stat")), ISO_8859_1);
            int afterName = state.lastIndexOf(')') + 2; // the name may contain anything
            return afterName < state.length() && "ZX".indexOf(state.charAt(afterName)) < 0;
        } catch (IOException e) {
            return false;
        }
    }
}
