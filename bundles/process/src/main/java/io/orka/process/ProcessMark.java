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
 * What all processes of a plugin inherit, and by which they are found on Linux, also those that left the process group or
 * have another parent, and those a killed host has left: a variable in the environment, and a {@link Brand} for those that
 * were given another environment.
 *
 * @param value what the variable begins with
 * @param brand the first brand
 * @param brands how many there are from it on
 */
record ProcessMark(String value, long brand, long brands) {

    static final String VARIABLE = "ORKA_PROCESS";

    private static final Logger LOG = LoggerFactory.getLogger(ProcessMark.class);
    private static final Path PROC = Path.of("/proc");
    private static final int ROUNDS = 500;
    private static final Duration PAUSE = Duration.ofMillis(4);

    ProcessMark {
        requireNonNull(value, "value is null");
    }

    /** That of all processes a host ever starts. */
    static ProcessMark ofHost(UUID host) {
        return new ProcessMark(host + "/", Brand.first(host), Brand.OF_A_HOST);
    }

    /**
     * One of a host's.
     *
     * @param number tells its processes apart; numbers that are far apart may mean the same brand
     */
    ProcessMark fresh(int number) {
        return new ProcessMark(value + UUID.randomUUID(), brand + Math.floorMod(number, brands), 1);
    }

    /**
     * Ends all that bear the mark and returns when they are gone. Rounds, as a process may fork while it is looked for. What
     * runs as another user cannot be ended, and is not waited for.
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
        LOG.warn("Processes of a plugin cannot be ended: {}", marked());
    }

    /** Those that run and bear the mark; empty where there is no {@code /proc}. */
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

    /** The handle first: it knows when the process began, and does nothing to another one that gets its number. */
    private Optional<ProcessHandle> running(Path process) {
        long pid = Long.parseLong(process.getFileName().toString());
        return ProcessHandle.of(pid)
                .filter(handle -> pid != ProcessHandle.current().pid())
                .filter(handle -> bearsMark(process) && isRunning(process));
    }

    private boolean bearsMark(Path process) {
        long found = Brand.of(process);
        return (found >= brand && found < brand + brands) || hasVariable(process);
    }

    /** A process that is gone, or somebody else's, has no environment to read. */
    private boolean hasVariable(Path process) {
        try {
            String environment = new String(Files.readAllBytes(process.resolve("environ")), ISO_8859_1);
            return ('\0' + environment).contains('\0' + VARIABLE + '=' + value);
        } catch (IOException e) {
            return false;
        }
    }

    /** One that is dead, and waits for its parent to look, cannot be ended again. */
    private static boolean isRunning(Path process) {
        try {
            String state = new String(Files.readAllBytes(process.resolve("stat")), ISO_8859_1);
            int afterName = state.lastIndexOf(')') + 2; // the name may hold anything
            return afterName < state.length() && "ZX".indexOf(state.charAt(afterName)) < 0;
        } catch (IOException e) {
            return false;
        }
    }
}
